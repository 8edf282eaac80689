import { readText } from '../../files.js';
import type { Splits } from '../../formats/split.js';
import type { Layout, LayoutContext } from '../layout.js';
import { openMaskPairs } from '../mask-pairs.js';
import { baseName, withoutExtension } from '../paths.js';
import { type SiblingFolders, siblingFolders } from '../sibling-folders.js';

const folders = ({ paths }: LayoutContext): SiblingFolders =>
  siblingFolders(
    paths.filter((path) => baseName(path).startsWith('IXMtest_')),
    /^masks$/,
  );

/**
 * BBBC039v1 (Broad Bioimage Benchmark Collection, CC0): `images/*.tif`, `masks/*.png` with reused labels in
 * the red channel, and the lists `training.txt`, `validation.txt` and `test.txt` of its metadata, which name
 * mask files. Objects under 25 pixels are fragments and micronuclei.
 */
export const bbbc039: Layout = {
  id: 'bbbc039',
  expects: 'images/IXMtest_*.tif, masks/ of the same names as PNG, metadata/training.txt (optional)',
  detect: (context) => {
    const { pictures, annotations } = folders(context);
    return pictures.length > 0 && annotations.length > 0;
  },
  async open(context) {
    const { pictures, annotations } = folders(context);
    const known = { marks: 'reused-labels', channel: 0, minimumObjectPixels: 25 } as const;
    const opened = await openMaskPairs(context, pictures, annotations, { known });
    const lists = context.paths.filter((path) => /(^|\/)(training|validation|test)\.txt$/.test(path));
    return lists.length === 0 ? opened : { ...opened, splits: await readLists(context, lists) };
  },
};

async function readLists({ files }: LayoutContext, lists: readonly string[]): Promise<Splits> {
  const names = async (list: string): Promise<string[]> => {
    const path = lists.find((candidate) => baseName(candidate) === list);
    if (path === undefined) return [];
    const lines = (await readText(files, path)).split(/\r?\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '').map((line) => withoutExtension(line));
  };
  return {
    train: await names('training.txt'),
    val: await names('validation.txt'),
    test: await names('test.txt'),
  };
}
