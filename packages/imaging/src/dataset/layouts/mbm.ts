import type { Layout } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import { baseName, isPicture } from '../paths.js';

const mine = (paths: readonly string[], dots: boolean) =>
  paths
    .filter(
      (path) => isPicture(path) && /^BM_GRAZ_/.test(baseName(path)) && /_dots_\d+\./.test(path) === dots,
    )
    .map((path) => ({ name: path, path }));

/** The modified bone marrow set of Cohen et al. ("Count-ception", 2017, `MBM_data/`): one flat folder. */
export const mbm: Layout = {
  id: 'mbm',
  expects: 'BM_GRAZ_HE_0001_01_000.png and BM_GRAZ_HE_0001_01_dots_000.png in one folder',
  detect: ({ paths }) => mine(paths, true).length > 0 && mine(paths, false).length > 0,
  open: (context) =>
    openMaskPairs(context, mine(context.paths, false), mine(context.paths, true), {
      known: { marks: 'pixels' },
    }),
};
