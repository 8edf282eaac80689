import { csvRecords } from '../csv.js';
import { CORNER_RULE } from '../point-csv.js';
import { fileStems } from './file-stems.js';
import type { ExchangeFile, MarkedCell, PointSet } from './point-set.js';
import { textBytes } from './text-bytes.js';

/**
 * All pictures as one table, `points.csv`: `image,x,y,class,score`. Half-pixel rule: corner-based, nothing is moved, and the
 * first line says so. A picture without cells is a row without coordinates.
 */
export function writePointsCsv(sets: readonly PointSet[]): ExchangeFile[] {
  return [{ path: 'points.csv', bytes: textBytes(pointLines(sets)) }];
}

function* pointLines(sets: readonly PointSet[]): Generator<string> {
  yield `# points in pixels, x to the right, y down; ${CORNER_RULE}\n`;
  yield csvRecords([['image', 'x', 'y', 'class', 'score']]);
  for (const { image, points } of sets) {
    if (points.length === 0) yield csvRecords([[image, '', '', '', '']]);
    for (const cell of points) yield csvRecords([[image, cell.x, cell.y, ...notes(cell)]]);
  }
}

/**
 * Each picture's cells as a Points layer of napari, `name.csv`: `index,axis-0,axis-1,class,score`, where axis 0 is y and axis 1
 * is x; classes and scores become properties of the points. Half-pixel rule: napari counts from the middle of the first pixel,
 * so half a pixel is taken off. (napari takes the first line for the header, so the file cannot say it.)
 */
export function writeNapari(sets: readonly PointSet[]): ExchangeFile[] {
  const stems = fileStems(sets.map(({ image }) => image));
  return sets.map(({ points }, i) => ({ path: `${stems[i]}.csv`, bytes: textBytes(napariLines(points)) }));
}

function* napariLines(points: readonly MarkedCell[]): Generator<string> {
  yield csvRecords([['index', 'axis-0', 'axis-1', 'class', 'score']]);
  for (const [i, cell] of points.entries()) {
    yield csvRecords([[i, cell.y - 0.5, cell.x - 0.5, ...notes(cell)]]);
  }
}

function notes({ class: name, score }: MarkedCell): readonly (string | number)[] {
  return [name ?? '', score ?? ''];
}
