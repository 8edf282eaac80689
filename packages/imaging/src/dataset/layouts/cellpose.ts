import { folderSplits } from '../folder-split.js';
import type { Layout } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import { isPicture, withoutExtension } from '../paths.js';

const MASKS = /_(cp_)?masks?$/i;

/**
 * Cellpose: `a.tif` beside `a_masks.tif` (or `a_img.png` and `a_masks.png`), alone or in `train/` and
 * `test/`.
 */
export const cellpose: Layout = {
  id: 'cellpose',
  expects: 'NAME.* (or NAME_img.*) beside NAME_masks.* (label pictures)',
  detect: ({ paths }) => paths.some((path) => isPicture(path) && MASKS.test(withoutExtension(path))),
  async open(context) {
    const all = context.paths.filter(isPicture).map((path) => ({ name: path, path }));
    const isMask = ({ path }: { readonly path: string }): boolean => MASKS.test(withoutExtension(path));
    const pictures = all.filter((file) => !isMask(file) && !/_flows$/.test(withoutExtension(file.path)));
    const opened = await openMaskPairs(context, pictures, all.filter(isMask), { dots: false });
    const splits = folderSplits(opened.items.map(({ name }) => name));
    return splits === undefined ? opened : { ...opened, splits };
  },
};
