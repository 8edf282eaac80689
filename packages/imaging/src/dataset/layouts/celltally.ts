import type { Layout, LayoutContext } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import { type SiblingFolders, siblingFolders } from '../sibling-folders.js';

const folders = ({ paths }: LayoutContext): SiblingFolders => siblingFolders(paths, /^annotations?$/i);

/**
 * `images/` and `annotations/` of the same names, and an optional `split.json` that says how annotations mark
 * cells.
 */
export const celltally: Layout = {
  id: 'celltally',
  expects: 'images/NAME.*, annotations/NAME.* (dot or label pictures), split.json (optional)',
  detect: (context) => {
    const { pictures, annotations } = folders(context);
    return pictures.length > 0 && annotations.length > 0;
  },
  open: (context) => {
    const { pictures, annotations } = folders(context);
    return openMaskPairs(context, pictures, annotations);
  },
};
