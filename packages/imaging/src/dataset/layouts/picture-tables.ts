import { readText } from '../../files.js';
import { isPointTable, readPointTable } from '../../formats/point-csv.js';
import { folderSplits } from '../folder-split.js';
import { datasetItem } from '../item.js';
import type { Layout } from '../layout.js';
import { type NamedFile, pairUp } from '../pair-up.js';
import { isPicture } from '../paths.js';

const isTable = (path: string): boolean => /\.(csv|tsv)$/i.test(path);

/** The path without a leading or inner folder that only tells pictures from tables. */
const named = (path: string): NamedFile => ({
  name: path.replace(/(^|\/)(images?|annotations?|points|labels|csv)\//i, '$1'),
  path,
});

/** A point table per picture: `a.tif` and `a.csv`, side by side or in `images/` and `annotations/`. */
export const pictureTables: Layout = {
  id: 'picture-tables',
  expects: 'NAME.* and NAME.csv with the columns x,y (side by side, or in images/ and annotations/)',
  async detect({ files, paths }) {
    if (!paths.some(isPicture)) return false;
    for (const path of paths.filter(isTable)) if (isPointTable(await readText(files, path))) return true;
    return false;
  },
  async open(context) {
    const { files, paths, options } = context;
    const pictures = paths.filter(isPicture).map(named);
    const { pairs, notes } = pairUp(pictures, paths.filter(isTable).map(named), context);
    const items = pairs.map(({ name, path, annotation: file }) => {
      if (file === undefined) return datasetItem(files, name, path, undefined);
      return datasetItem(files, name, path, {
        file,
        async read() {
          const origin = options.pointOrigin;
          const text = await readText(files, file);
          const { points } = readPointTable(text, origin === undefined ? { file } : { file, origin });
          return { kind: 'points', points };
        },
      });
    });
    const splits = folderSplits(items.map(({ name }) => name));
    return { items, notes: ['a table of points per picture', ...notes], ...(splits && { splits }) };
  },
};
