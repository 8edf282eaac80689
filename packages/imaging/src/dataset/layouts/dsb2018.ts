import type { Annotation } from '../../annotation.js';
import { AnnotationError } from '../../errors.js';
import { setPixels } from '../../formats/set-pixels.js';
import { checkSameSize, type PictureSize } from '../check-fit.js';
import { checkComplete } from '../completeness.js';
import { datasetItem, readPicture } from '../item.js';
import type { Layout, LayoutContext } from '../layout.js';
import { isPicture } from '../paths.js';

const PICTURE = /^(.*\/)?([^/]+)\/images\/\2\.[^/]+$/;
const MASK = /^(.*\/)?([^/]+)\/masks\/[^/]+$/;

/** The 2018 Data Science Bowl, stage 1 (BBBC038): a folder per picture, a mask per nucleus. */
export const dsb2018: Layout = {
  id: 'dsb2018',
  expects: 'ID/images/ID.png, ID/masks/*.png (one file per object)',
  detect: ({ paths }) => paths.some((path) => PICTURE.test(path)) && paths.some((path) => MASK.test(path)),
  async open(context) {
    const { files, paths, options } = context;
    const masks = new Map<string, string[]>();
    for (const path of paths.filter((path) => MASK.test(path) && isPicture(path))) {
      const folder = path.slice(0, path.lastIndexOf('/masks/'));
      const own = masks.get(folder);
      if (own === undefined) masks.set(folder, [path]);
      else own.push(path);
    }
    const pictures = paths
      .filter((path) => PICTURE.test(path) && isPicture(path))
      .map((path) => ({ path, folder: path.slice(0, path.lastIndexOf('/images/')) }));
    const folders = new Set(pictures.map(({ folder }) => folder));
    const gaps = {
      unannotated: pictures.filter(({ folder }) => !masks.has(folder)).map(({ path }) => path),
      orphans: [...masks.keys()].filter((folder) => !folders.has(folder)).map((folder) => `${folder}/masks`),
    };
    const items = pictures.map(({ path, folder }) => {
      const own = masks.get(folder);
      const source = own && {
        file: `${folder}/masks`,
        read: (size: PictureSize) => joinMasks(context, own, size),
      };
      return datasetItem(files, path, path, source);
    });
    return { items, notes: ['every mask file is one object', ...checkComplete(files.name, gaps, options)] };
  },
};

async function joinMasks(
  { files }: LayoutContext,
  masks: readonly string[],
  size: PictureSize,
): Promise<Annotation> {
  const { width, height } = size;
  const labels = new Uint32Array(width * height);
  for (const [index, file] of masks.entries()) {
    const mask = await readPicture(files, file);
    checkSameSize(mask, size, file);
    const { set } = setPixels(mask);
    let free = 0;
    // Where masks overlap by a pixel or two, the earlier one keeps them.
    for (let i = 0; i < set.length; i++) {
      if (set[i] === 0 || labels[i] !== 0) continue;
      labels[i] = index + 1;
      free++;
    }
    if (free === 0) {
      throw new AnnotationError(
        `${file} marks no pixel that another mask has not marked. Remove it, as it is empty or a duplicate.`,
        file,
      );
    }
  }
  return { kind: 'labels', width, height, labels };
}
