import { readText } from '../../files.js';
import type { Splits } from '../../formats/split.js';
import { readVoc } from '../../formats/voc.js';
import { checkSameSize } from '../check-fit.js';
import { datasetItem } from '../item.js';
import type { Layout, LayoutContext } from '../layout.js';
import { pairUp } from '../pair-up.js';
import { baseName, isPicture } from '../paths.js';

const annotationFiles = (paths: readonly string[]): string[] =>
  paths.filter((path) => /(^|\/)annotations\/[^/]+\.xml$/i.test(path));

/** PASCAL VOC: `JPEGImages/`, `Annotations/*.xml`, and the lists of `ImageSets/Main/`. */
export const voc: Layout = {
  id: 'voc',
  expects: 'JPEGImages/NAME.*, Annotations/NAME.xml, ImageSets/Main/{train,val,test}.txt (optional)',
  detect: ({ paths }) => annotationFiles(paths).length > 0,
  async open(context) {
    const { files, paths } = context;
    const named = (path: string) => ({ name: baseName(path), path });
    const pictures = paths.filter(
      (path) => isPicture(path) && !/(^|\/)Segmentation(Class|Object)\//.test(path),
    );
    const { pairs, notes } = pairUp(pictures.map(named), annotationFiles(paths).map(named), context);
    const items = pairs.map(({ name, path, annotation: file }) => {
      if (file === undefined) return datasetItem(files, name, path, undefined);
      return datasetItem(files, name, path, {
        file,
        async read(size) {
          const { boxes, width, height } = readVoc(await readText(files, file), file);
          if (width !== undefined && height !== undefined) checkSameSize({ width, height }, size, file);
          return { kind: 'boxes', boxes };
        },
      });
    });
    const splits = await readImageSets(context);
    return {
      items,
      notes: ['boxes of VOC files, 1-based and inclusive', ...notes],
      ...(splits && { splits }),
    };
  },
};

async function readImageSets({ files, paths }: LayoutContext): Promise<Splits | undefined> {
  const names = async (part: string): Promise<string[]> => {
    const path = paths.find((candidate) => candidate.endsWith(`ImageSets/Main/${part}.txt`));
    if (path === undefined) return [];
    const lines = (await readText(files, path)).split(/\r?\n/);
    return lines.map((line) => line.trim().split(/\s+/)[0]!).filter((name) => name !== '');
  };
  const splits = { train: await names('train'), val: await names('val'), test: await names('test') };
  return Object.values(splits).some((part) => part.length > 0) ? splits : undefined;
}
