import { DatasetError } from '../errors.js';
import { type FileTree, readText, subtree } from '../files.js';
import { parseSplit, SPLIT_NAMES, type SplitName, type Splits } from '../formats/split.js';
import type { Dataset, DatasetItem } from './dataset.js';
import type { Layout, LayoutContext } from './layout.js';
import { layouts } from './layouts.js';
import type { DatasetOptions } from './options.js';
import { baseName, someOf } from './paths.js';
import { pictureIndex } from './picture-index.js';

/**
 * Opens a data set in whatever layout it comes; the notes of the result say what was detected. If the folder
 * holds nothing but one other folder, that one is opened.
 *
 * @throws DatasetError where no layout fits, pictures and annotations do not pair, or a split names unknown
 * pictures
 * @throws AnnotationError where an annotation file is malformed
 */
export async function openDataset(files: FileTree, options: DatasetOptions = {}): Promise<Dataset> {
  const paths = await files.list();
  const split = paths.includes('split.json') ? parseSplit(await readText(files, 'split.json')) : undefined;
  const context: LayoutContext = { files, paths, options, ...(split === undefined ? {} : { split }) };
  const layout = await chooseLayout(context);
  if (layout === undefined) {
    const inner = onlyFolder(paths);
    if (inner === undefined) throw noLayout(files.name, paths);
    return { ...(await openDataset(subtree(files, inner), options)), name: files.name };
  }
  const opened = await layout.open(context);
  const listed = split?.splits ?? opened.splits;
  const matched = listed === undefined ? undefined : matchSplits(files.name, opened.items, listed, options);
  return {
    name: files.name,
    layout: layout.id,
    ...withShortNames(files.name, opened.items, matched?.splits),
    notes: [...opened.notes, ...(matched?.notes ?? [])],
  };
}

async function chooseLayout(context: LayoutContext): Promise<Layout | undefined> {
  const wanted = context.options.layout;
  if (wanted !== undefined) {
    const layout = layouts.find(({ id }) => id === wanted);
    if (layout !== undefined) return layout;
    throw new DatasetError(
      `There is no layout "${wanted}". Known are ${layouts.map(({ id }) => id).join(', ')}.`,
    );
  }
  for (const layout of layouts) if (await layout.detect(context)) return layout;
  return undefined;
}

function onlyFolder(paths: readonly string[]): string | undefined {
  const tops = new Set(paths.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [top] = tops;
  return tops.size === 1 && top !== '' ? top : undefined;
}

function matchSplits(
  folder: string,
  items: readonly DatasetItem[],
  listed: Splits,
  options: DatasetOptions,
): { readonly splits: Splits; readonly notes: readonly string[] } {
  const find = pictureIndex(items);
  const unknown: string[] = [];
  const taken = new Map<DatasetItem, string>();
  const match = (part: SplitName): string[] =>
    listed[part].flatMap((name) => {
      const item = find(name);
      if (item === undefined) {
        unknown.push(name);
        return [];
      }
      const other = taken.get(item);
      if (other !== undefined) {
        throw new DatasetError(
          `${folder}: the split names "${other}" and "${name}", which are the same picture. Keep one of them.`,
        );
      }
      taken.set(item, name);
      return [item.name];
    });
  const splits: Splits = { train: match('train'), val: match('val'), test: match('test') };
  const sizes = SPLIT_NAMES.map((part) => `${splits[part].length} ${part}`).join(', ');
  if (unknown.length === 0) return { splits, notes: [`split: ${sizes}`] };
  if (options.incomplete !== 'allow') {
    throw new DatasetError(
      `${folder}: the split names ${someOf(unknown)}, of which there is no picture. Add the pictures, correct the split, or open it with incomplete: 'allow'.`,
    );
  }
  return { splits, notes: [`split: ${sizes}; without picture and left out: ${someOf(unknown)}`] };
}

/** Items in order, without folders in their names unless file names repeat. */
function withShortNames(
  folder: string,
  items: readonly DatasetItem[],
  splits: Splits | undefined,
): Pick<Dataset, 'items' | 'splits'> {
  const seen = new Set<string>();
  const repeated = items.find(({ name }) => seen.size === seen.add(name).size);
  if (repeated !== undefined) {
    throw new DatasetError(`${folder} holds two pictures called "${repeated.name}". Rename one of them.`);
  }
  const unique = new Set(items.map(({ name }) => baseName(name))).size === items.length;
  const short = (name: string): string => (unique ? baseName(name) : name);
  const renamed = items
    .map((item) => ({ ...item, name: short(item.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (splits === undefined) return { items: renamed };
  const { train, val, test } = splits;
  return { items: renamed, splits: { train: train.map(short), val: val.map(short), test: test.map(short) } };
}

function noLayout(folder: string, paths: readonly string[]): DatasetError {
  if (paths.some((path) => path.endsWith('_seg.npy'))) {
    return new DatasetError(
      `${folder} holds Cellpose _seg.npy files, which are Python pickles and are not read. Save the masks as PNG or TIFF (NAME_masks.png) from Cellpose.`,
    );
  }
  const expected = layouts.map(({ id, expects }) => `\n- ${id}: ${expects}`).join('');
  return new DatasetError(
    `${folder} (${paths.length} files) is laid out like no data set that is known. Arrange it as one of these:${expected}`,
  );
}
