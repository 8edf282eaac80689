import { AnnotationError } from '../errors.js';
import { csvNumber, formatCsv, parseCsv } from './csv.js';

/** Options of `readCounts`. */
export interface CountTableOptions {
  /** Header of the column to read where several hold counts (CellProfiler: `Count_Nuclei`). */
  readonly column?: string;
  /** File name for error messages. */
  readonly file?: string;
}

const NAME_COLUMN = /^(file[ _-]?name|file|image([ _-]?(name|id))?|img|name|nickname|filename_.+)$/i;
const COUNT_COLUMN = /^((cell[ _-]?)?counts?|cells|n(umber)?|number[ _]of[ _]cells|sum|total|count_.+)$/i;

/**
 * Reads cell counts by picture name: `filename,count` with a header, ilastik's header-less `nickname,sum`, or
 * CellProfiler's image table (`FileName_*`, `Count_*`; each of an image set's files gets the count).
 * Throws `AnnotationError` where a count is no number, a picture has two counts, or the column is not clear.
 */
export function readCounts(text: string, options: CountTableOptions = {}): ReadonlyMap<string, number> {
  const { file } = options;
  const title = file ?? 'The count table';
  const { rows, delimiter } = parseCsv(text, { file });
  const first = rows[0] ?? [];
  const headerless = first.length === 2 && Number.isFinite(csvNumber(first[1]!, delimiter));
  const columns = headerless ? { names: [0], count: 1 } : namedColumns(first, title, options);

  const counts = new Map<string, number>();
  for (const row of headerless ? rows : rows.slice(1)) {
    const count = csvNumber(row[columns.count] ?? '', delimiter);
    for (const column of columns.names) {
      const name = row[column] ?? '';
      if (name === '') continue;
      if (!(Number.isFinite(count) && count >= 0)) {
        throw new AnnotationError(
          `${title}: the count of "${name}" is "${row[columns.count] ?? ''}", which must be a number of at least 0. Correct the row or remove it.`,
          file,
        );
      }
      const known = counts.get(name);
      if (known !== undefined && known !== count) {
        throw new AnnotationError(
          `${title}: "${name}" is counted twice, as ${known} and as ${count}. Keep one of the rows.`,
          file,
        );
      }
      counts.set(name, count);
    }
  }
  return counts;
}

/** True if the text is a table of counts by picture name. */
export function isCountTable(text: string): boolean {
  const [first] = parseCsv(text).rows;
  if (first === undefined) return false;
  const named = first.some((name) => NAME_COLUMN.test(name)) && first.some((name) => COUNT_COLUMN.test(name));
  return named || (first.length === 2 && /[^\d.,\s-]/.test(first[0]!) && /^\d+(\.\d+)?$/.test(first[1]!));
}

/** Writes counts as `filename,count`. */
export function formatCounts(counts: Iterable<readonly [name: string, count: number]>): string {
  return formatCsv([['filename', 'count'], ...counts]);
}

function namedColumns(
  header: readonly string[],
  title: string,
  options: CountTableOptions,
): { readonly names: readonly number[]; readonly count: number } {
  const listed = `"${header.join('", "')}"`;
  const fail = (what: string): never => {
    throw new AnnotationError(`${title}: ${what}. Its columns are ${listed}.`, options.file);
  };
  const matching = (pattern: RegExp): number[] =>
    header.map((name, index) => (pattern.test(name) ? index : -1)).filter((index) => index >= 0);

  const names = matching(NAME_COLUMN);
  if (names.length === 0) fail('no column holds picture names; name one "filename"');
  if (options.column !== undefined) {
    const chosen = header.indexOf(options.column);
    if (chosen < 0) fail(`there is no column "${options.column}"`);
    return { names, count: chosen };
  }
  const found = matching(COUNT_COLUMN).filter((index) => !names.includes(index));
  if (found.length === 0) fail('no column holds counts; name one "count"');
  if (found.length > 1) fail('several columns hold counts; say which to read (option "column")');
  return { names, count: found[0]! };
}
