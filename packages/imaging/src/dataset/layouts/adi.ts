import type { Layout, LayoutContext } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import { type SiblingFolders, siblingFolders } from '../sibling-folders.js';

const folders = ({ paths }: LayoutContext): SiblingFolders =>
  siblingFolders(
    paths.filter((path) => /_Adipose-Subcutaneous\.jpe?g$/i.test(path)),
    /^annotations$/,
  );

/**
 * The adipocyte set as Cohen et al. released it ("Count-ception", 2017, `adipocyte_data/`): `images/` and
 * `annotations/` of the same names, both JPEG. Dots are red and lossy, so a red value above 100 is set.
 */
export const adi: Layout = {
  id: 'adi',
  expects: 'images/*_Adipose-Subcutaneous.jpeg, annotations/ of the same names',
  detect: (context) => context.split?.rule === undefined && folders(context).annotations.length > 0,
  open: (context) => {
    const { pictures, annotations } = folders(context);
    const known = { marks: 'pixels', channel: 0, threshold: 100 } as const;
    return openMaskPairs(context, pictures, annotations, { known });
  },
};
