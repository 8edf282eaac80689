import { DatasetError } from '../../errors.js';
import { readText } from '../../files.js';
import { type CocoPicture, cocoAnnotation, readCoco } from '../../formats/coco.js';
import type { SplitName, Splits } from '../../formats/split.js';
import { checkSameSize } from '../check-fit.js';
import { checkComplete } from '../completeness.js';
import { splitOfWord } from '../folder-split.js';
import { datasetItem } from '../item.js';
import type { Layout, LayoutContext } from '../layout.js';
import { isPicture } from '../paths.js';
import { pictureIndex } from '../picture-index.js';

/**
 * COCO: pictures anywhere, and one JSON file for all or for each part (`instances_train2017.json`,
 * `train/_annotations.coco.json`).
 */
export const coco: Layout = {
  id: 'coco',
  expects: 'pictures, and JSON files in the COCO format (points, boxes, polygons or run-length masks)',
  detect: async (context) => (await cocoFiles(context)).length > 0,
  async open(context) {
    const { files, paths, options } = context;
    const pictures = paths.filter(isPicture).map((path) => ({ name: path, path }));
    const find = pictureIndex(pictures);
    const entries = new Map<string, { readonly file: string; readonly picture: CocoPicture }>();
    const orphans: string[] = [];
    const parts: Record<SplitName, string[]> = { train: [], val: [], test: [] };
    let unsplit = false;

    for (const { file, text } of await cocoFiles(context)) {
      const part = partOf(file);
      unsplit ||= part === undefined;
      for (const picture of readCoco(text, file)) {
        const found = find(beside(file, picture.fileName, paths) ?? picture.fileName);
        if (found === undefined) {
          orphans.push(`${file}: ${picture.fileName}`);
          continue;
        }
        const other = entries.get(found.path);
        if (other !== undefined) {
          throw new DatasetError(
            `${files.name}: "${found.path}" is listed in ${other.file} and again in ${file}. Keep one of the files, or one of the entries.`,
          );
        }
        entries.set(found.path, { file, picture });
        if (part !== undefined) parts[part].push(found.name);
      }
    }
    const unannotated = pictures.map(({ path }) => path).filter((path) => !entries.has(path));
    const notes = checkComplete(files.name, { unannotated, orphans }, options);
    const items = pictures.map(({ name, path }) => {
      const entry = entries.get(path);
      if (entry === undefined) return datasetItem(files, name, path, undefined);
      const { file, picture } = entry;
      return datasetItem(files, name, path, {
        file,
        async read(size) {
          checkSameSize(picture, size, `${file}: "${picture.fileName}"`);
          return cocoAnnotation(picture, options.cocoKind, file);
        },
      });
    });
    const splits: Splits | undefined = unsplit ? undefined : parts;
    return {
      items,
      notes: [`${entries.size} pictures annotated in COCO files`, ...crowds(entries), ...notes],
      ...(splits && { splits }),
    };
  },
};

async function cocoFiles({
  files,
  paths,
}: LayoutContext): Promise<{ readonly file: string; readonly text: string }[]> {
  const candidates = paths.filter((path) => /\.json$/i.test(path) && path !== 'split.json');
  const read = await Promise.all(
    candidates.map(async (file) => ({ file, text: await readText(files, file) })),
  );
  return read.filter(({ text }) => /"images"\s*:/.test(text) && /"annotations"\s*:/.test(text));
}

/** A picture named relative to the JSON file's own folder. */
function beside(file: string, name: string, paths: readonly string[]): string | undefined {
  const path = file.slice(0, file.lastIndexOf('/') + 1) + name;
  return paths.includes(path) ? path : undefined;
}

function partOf(file: string): SplitName | undefined {
  const words = file.replace(/\.json$/i, '').split(/[/_.-]/);
  return words.map(splitOfWord).find((part) => part !== undefined);
}

function crowds(entries: ReadonlyMap<string, { readonly picture: CocoPicture }>): string[] {
  const count = [...entries.values()]
    .flatMap(({ picture }) => picture.objects)
    .filter(({ iscrowd }) => iscrowd === 1).length;
  return count === 0
    ? []
    : [`${count} crowd regions are left out, as they do not say how many objects they hold`];
}
