import type { Annotation } from '../../annotation.js';
import { DatasetError } from '../../errors.js';
import { readText } from '../../files.js';
import { isCountTable, readCounts } from '../../formats/counts-csv.js';
import { isPointTable, readPointTable } from '../../formats/point-csv.js';
import { checkComplete } from '../completeness.js';
import { folderSplits } from '../folder-split.js';
import { datasetItem } from '../item.js';
import type { Layout, LayoutContext } from '../layout.js';
import { isPicture, someOf } from '../paths.js';
import { pictureIndex } from '../picture-index.js';

interface Table {
  readonly file: string;
  readonly text: string;
  readonly kind: 'counts' | 'points';
}

/**
 * Pictures and one table for all of them: `filename,count`, or `filename,x,y`. A table of points is
 * preferred.
 */
export const table: Layout = {
  id: 'table',
  expects: 'pictures, and one CSV file with the columns filename,count or filename,x,y',
  detect: async (context) => (await tables(context)).length > 0,
  async open(context) {
    const { files, paths, options } = context;
    const found = await tables(context);
    const points = found.filter(({ kind }) => kind === 'points');
    const candidates = points.length > 0 ? points : found;
    const [chosen] = candidates;
    if (chosen === undefined || candidates.length > 1) {
      throw new DatasetError(
        `${files.name} must hold one table of ${points.length > 0 ? 'points' : 'counts'} by picture, but holds ${someOf(candidates.map(({ file }) => file)) || 'none'}. Keep the one that is meant.`,
      );
    }
    const rows = readRows(chosen, context);
    const pictures = paths.filter(isPicture).map((path) => ({ name: path, path }));
    const find = pictureIndex(pictures);
    const annotations = new Map<string, Annotation>();
    const orphans: string[] = [];
    for (const [name, annotation] of rows) {
      const picture = find(name);
      if (picture === undefined) orphans.push(name);
      else annotations.set(picture.path, annotation);
    }
    const unannotated = pictures.map(({ path }) => path).filter((path) => !annotations.has(path));
    const notes = checkComplete(files.name, { unannotated, orphans }, options);
    const items = pictures.map(({ name, path }) => {
      const annotation = annotations.get(path);
      const source = annotation && { file: chosen.file, read: async () => annotation };
      return datasetItem(files, name, path, source);
    });
    const splits = folderSplits(items.map(({ name }) => name));
    return { items, notes: [`${chosen.kind} from ${chosen.file}`, ...notes], ...(splits && { splits }) };
  },
};

function readRows({ file, text, kind }: Table, { options }: LayoutContext): ReadonlyMap<string, Annotation> {
  const rows = new Map<string, Annotation>();
  if (kind === 'counts') {
    const column = options.countColumn;
    const counts = readCounts(text, column === undefined ? { file } : { file, column });
    for (const [name, count] of counts) rows.set(name, { kind: 'count', count });
  } else {
    const origin = options.pointOrigin;
    const { byFile } = readPointTable(text, origin === undefined ? { file } : { file, origin });
    for (const [name, points] of byFile ?? []) rows.set(name, { kind: 'points', points });
  }
  return rows;
}

async function tables({ files, paths }: LayoutContext): Promise<Table[]> {
  const found: Table[] = [];
  if (!paths.some(isPicture)) return found;
  for (const file of paths.filter((path) => /\.(csv|tsv)$/i.test(path))) {
    const text = await readText(files, file);
    if (isPointTable(text) && readPointTable(text, { file }).byFile !== undefined) {
      found.push({ file, text, kind: 'points' });
    } else if (isCountTable(text)) {
      found.push({ file, text, kind: 'counts' });
    }
  }
  return found;
}
