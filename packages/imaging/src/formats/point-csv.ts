import type { Point } from '../annotation.js';
import { AnnotationError } from '../errors.js';
import { csvNumber, formatCsv, parseCsv } from './csv.js';
import type { MarkedCell } from './exchange/point-set.js';

/**
 * What an integer coordinate means: `pixel-index` puts 0 on the centre of the first pixel (napari, NumPy,
 * ImageJ points), `corner` puts 0 on its outer edge (this library, QuPath, GeoJSON).
 */
export type PointOrigin = 'pixel-index' | 'corner';

/** Options of `readPointTable`. */
export interface PointTableOptions {
  /** Default: what the file's comment says, else `pixel-index`. */
  readonly origin?: PointOrigin;
  /** File name for error messages. */
  readonly file?: string;
}

/** Points as a table holds them. */
export interface PointTable {
  /** Every point, corner-based, with its class and score where the table has columns of them. */
  readonly points: readonly MarkedCell[];
  /**
   * Points by picture, where the table has a column of file names; a picture named without coordinates has
   * none.
   */
  readonly byFile?: ReadonlyMap<string, readonly MarkedCell[]>;
  readonly origin: PointOrigin;
}

/** How a table says that its coordinates are corner-based; it is recognised by these words. */
export const CORNER_RULE = 'corner-based: the centre of the first pixel is (0.5, 0.5)';
const INDEX_RULE = 'pixel indices: the centre of the first pixel is (0, 0)';

const X_NAMES = [
  'x',
  'pos-x',
  'position-x',
  'center-x',
  'centre-x',
  'centroid-x',
  'location-center-x',
  'col',
  'column',
  'centroid-1',
];
const Y_NAMES = [
  'y',
  'pos-y',
  'position-y',
  'center-y',
  'centre-y',
  'centroid-y',
  'location-center-y',
  'row',
  'centroid-0',
];
const FILE_NAMES = ['filename', 'file-name', 'file', 'image', 'image-name', 'img', 'name'];
const CLASS_NAMES = ['class', 'class-name', 'classification', 'category', 'cell-type', 'type'];
const SCORE_NAMES = ['score', 'confidence', 'probability'];

/** The columns of a table of points that QuPath writes, which is tab-separated. */
const QUPATH_NAMES = ['x', 'y', 'c', 'z', 't', 'class', 'name', 'color'];

/**
 * Reads points from delimited text: columns `x` and `y` in any order and case (also `col`/`row`,
 * `Location_Center_X`, and napari's `axis-0,axis-1`, which are y and x), optional columns of file names,
 * classes and scores, or two columns without header. QuPath's tables of points are known by their columns, and
 * are corner-based. Throws `AnnotationError` where coordinates are missing or no numbers.
 */
export function readPointTable(text: string, options: PointTableOptions = {}): PointTable {
  const { file } = options;
  const table = parseCsv(text, { file });
  const first = table.rows[0] ?? [];
  const isNumber = (field: string): boolean => Number.isFinite(csvNumber(field, table.delimiter));
  const headerless = first.length >= 2 && first.every(isNumber);
  const ofQuPath = table.delimiter === '\t' && isQuPathHeader(first);
  const columns = headerless ? plainColumns(first, file) : namedColumns(first, ofQuPath, file);
  const origin = options.origin ?? statedOrigin(table.comments) ?? (ofQuPath ? 'corner' : 'pixel-index');
  const shift = origin === 'corner' ? 0 : 0.5;

  const points: MarkedCell[] = [];
  const byFile = new Map<string, MarkedCell[]>();
  for (const [index, row] of (headerless ? table.rows : table.rows.slice(1)).entries()) {
    const name = columns.file === undefined ? undefined : row[columns.file];
    const own = name === undefined ? undefined : (byFile.get(name) ?? []);
    if (name !== undefined && own !== undefined) byFile.set(name, own);
    const [x = '', y = ''] = [row[columns.x], row[columns.y]];
    if (own !== undefined && x === '' && y === '') continue;
    if (!isNumber(x) || !isNumber(y)) {
      const line = index + (headerless ? 1 : 2);
      throw new AnnotationError(
        `${file ?? 'The point table'}: row ${line} has x "${x}" and y "${y}"; both must be numbers. Correct the row or remove it.`,
        file,
      );
    }
    const point = {
      x: csvNumber(x, table.delimiter) + shift,
      y: csvNumber(y, table.delimiter) + shift,
      ...notesOf(row, columns, table.delimiter),
    };
    points.push(point);
    own?.push(point);
  }
  return columns.file === undefined ? { points, origin } : { points, byFile, origin };
}

/** True if the text's first row names point columns, or is two plain numbers. */
export function isPointTable(text: string): boolean {
  const { rows, delimiter } = parseCsv(text);
  const first = rows[0] ?? [];
  const { x, y } = findColumns(first);
  const plain = first.length === 2 && first.every((field) => Number.isFinite(csvNumber(field, delimiter)));
  return plain || (x !== undefined && y !== undefined);
}

/** Writes points as `x,y` with the coordinate rule in the first line. Default origin: `corner`. */
export function formatPointTable(
  points: readonly Point[],
  options: { readonly origin?: PointOrigin } = {},
): string {
  const corner = (options.origin ?? 'corner') === 'corner';
  const shift = corner ? 0 : 0.5;
  return formatCsv(
    [['x', 'y'], ...points.map(({ x, y }) => [x - shift, y - shift])],
    [`points in pixels, x to the right, y down; ${corner ? CORNER_RULE : INDEX_RULE}`],
  );
}

interface Columns {
  readonly x: number;
  readonly y: number;
  readonly file?: number;
  readonly class?: number;
  readonly score?: number;
}

/** Class and score of a row; what a field leaves empty is not known. */
function notesOf(
  row: readonly string[],
  columns: Columns,
  delimiter: string,
): Pick<MarkedCell, 'class' | 'score'> {
  const name = columns.class === undefined ? '' : (row[columns.class] ?? '');
  const score = columns.score === undefined ? Number.NaN : csvNumber(row[columns.score] ?? '', delimiter);
  return { ...(name === '' ? {} : { class: name }), ...(Number.isFinite(score) ? { score } : {}) };
}

function isQuPathHeader(header: readonly string[]): boolean {
  const names = header.filter((name) => name !== '');
  return (
    names[0] === 'x' &&
    names[1] === 'y' &&
    names.length > 2 &&
    names.every((name) => QUPATH_NAMES.includes(name))
  );
}

function plainColumns(first: readonly string[], file: string | undefined): Columns {
  if (first.length === 2) return { x: 0, y: 1 };
  throw new AnnotationError(
    `${file ?? 'The point table'} has ${first.length} columns and no header. Add a header line that names the columns x and y.`,
    file,
  );
}

function namedColumns(header: readonly string[], ofQuPath: boolean, file: string | undefined): Columns {
  const { x, y, file: name, ...notes } = findColumns(header);
  if (x === undefined || y === undefined) {
    throw new AnnotationError(
      `${file ?? 'The point table'} has the columns "${header.join('", "')}", none of which is ${x === undefined ? 'x' : 'y'}. Name the columns x and y (pixels).`,
      file,
    );
  }
  // QuPath's names are those of annotations, not of pictures.
  return name === undefined || ofQuPath ? { x, y, ...notes } : { x, y, file: name, ...notes };
}

function findColumns(header: readonly string[]): Partial<Columns> {
  const names = header.map((name) => name.toLowerCase().replace(/[_\s]+/g, '-'));
  const find = (wanted: readonly string[]): number | undefined => {
    const index = names.findIndex((name) => wanted.includes(name));
    return index < 0 ? undefined : index;
  };
  // napari numbers its axes in array order: the last is x, the one before it is y.
  const axes = names.filter((name) => /^axis-\d+$/.test(name)).length;
  return {
    x: find(X_NAMES) ?? (axes > 1 ? find([`axis-${axes - 1}`]) : undefined),
    y: find(Y_NAMES) ?? (axes > 1 ? find([`axis-${axes - 2}`]) : undefined),
    file: find(FILE_NAMES),
    class: find(CLASS_NAMES),
    score: find(SCORE_NAMES),
  };
}

function statedOrigin(comments: readonly string[]): PointOrigin | undefined {
  if (comments.some((comment) => comment.includes(CORNER_RULE))) return 'corner';
  if (comments.some((comment) => comment.includes(INDEX_RULE))) return 'pixel-index';
  return undefined;
}
