import type { Layout } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import { isAnnotationName } from '../pair-up.js';
import { isPicture } from '../paths.js';

/**
 * Pictures beside annotation pictures whose names say so: `a.png` and `a_dots.png`, `a_labels.png`,
 * `a_dots_003.png`.
 */
export const dotPairs: Layout = {
  id: 'dot-pairs',
  expects: 'NAME.* beside NAME_dots.* or NAME_labels.*',
  detect: ({ paths }) => paths.some((path) => isPicture(path) && isAnnotationName(path)),
  open: (context) => {
    const all = context.paths.filter(isPicture).map((path) => ({ name: path, path }));
    return openMaskPairs(
      context,
      all.filter(({ path }) => !isAnnotationName(path)),
      all.filter(({ path }) => isAnnotationName(path)),
    );
  },
};
