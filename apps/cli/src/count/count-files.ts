import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.js';
import { type CsvValue, csvRecord } from '../render/csv.js';
import { type CountRow, densityOf, pixelSide } from './count-row.js';

const COUNT_COLUMNS = [
  ...['image', 'count', 'width', 'height', 'seconds', 'model', 'path', 'error'],
  ...['pixel_size_um', 'cells_per_mm2'],
];

/** The rule of coordinates, in the words by which point tables are recognised when they are read back. */
const POINT_HEADER =
  '# points in pixels, x to the right, y down; corner-based: the centre of the first pixel is (0.5, 0.5)\r\n' +
  csvRecord(['image', 'x', 'y', 'score']);

/** The tables of a count, which grow while pictures are counted. */
export interface CountFiles {
  readonly counts: string;
  readonly points: string;
  /** Adds a picture at the end: what is done survives whatever comes. */
  add(row: CountRow): Promise<void>;
  /** Writes both tables anew, in this order. */
  finish(rows: readonly CountRow[]): Promise<void>;
}

/** Begins `counts.csv` and `points.csv` in a folder, which is made. */
export async function openCountFiles(folder: string, model: string): Promise<CountFiles> {
  await makeFolder(folder);
  const [counts, points] = [join(folder, 'counts.csv'), join(folder, 'points.csv')];
  const finish = async (rows: readonly CountRow[]): Promise<void> => {
    await writeFile(counts, csvRecord(COUNT_COLUMNS) + rows.map((row) => countRecord(row, model)).join(''));
    await writeFile(points, pointTable(rows));
  };
  await finish([]);
  return {
    counts,
    points,
    finish,
    add: async (row) => {
      await appendFile(counts, countRecord(row, model));
      await writeFile(points, pointRecords(row), { flag: 'a' });
    },
  };
}

function countRecord(row: CountRow, model: string): string {
  const { name, path } = row.picture;
  const values: CsvValue[] =
    'result' in row
      ? [
          name,
          decimals(row.result.count),
          row.result.width,
          row.result.height,
          decimals(row.result.seconds),
          model,
          path,
          '',
          pixelSide(row),
          decimals(densityOf(row)),
        ]
      : [name, undefined, undefined, undefined, undefined, model, path, row.reason, undefined, undefined];
  return csvRecord(values);
}

function* pointTable(rows: readonly CountRow[]): Generator<string> {
  yield POINT_HEADER;
  for (const row of rows) yield* pointRecords(row);
}

/** Cells in one piece of text: the table of a large picture is longer than a string may be. */
const AT_ONCE = 4096;

function* pointRecords(row: CountRow): Generator<string> {
  if (!('result' in row)) return;
  const { points } = row.result;
  for (let i = 0; i < points.length; i += AT_ONCE) {
    yield points
      .slice(i, i + AT_ONCE)
      .map(({ x, y, score }) => csvRecord([row.picture.name, decimals(x), decimals(y), decimals(score)]))
      .join('');
  }
}

/** Three decimals: a thousandth of a pixel or of a cell is below what any of the figures means. */
function decimals(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
