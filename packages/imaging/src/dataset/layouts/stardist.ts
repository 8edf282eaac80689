import { folderSplits } from '../folder-split.js';
import type { Layout, LayoutContext } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import { type SiblingFolders, siblingFolders } from '../sibling-folders.js';

const folders = ({ paths }: LayoutContext): SiblingFolders => siblingFolders(paths, /^(masks?|labels?)$/i);

/**
 * `images/` and `masks/` of the same names, as StarDist's examples have them, alone or in `train/` and
 * `test/`.
 */
export const stardist: Layout = {
  id: 'stardist',
  expects: 'images/NAME.*, masks/NAME.* (label pictures), alone or inside train/ and test/',
  detect: (context) => {
    const { pictures, annotations } = folders(context);
    return pictures.length > 0 && annotations.length > 0;
  },
  async open(context) {
    const { pictures, annotations } = folders(context);
    const opened = await openMaskPairs(context, pictures, annotations, { dots: false });
    const splits = folderSplits(opened.items.map(({ name }) => name));
    return splits === undefined ? opened : { ...opened, splits };
  },
};
