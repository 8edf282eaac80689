import { AnnotationError } from '../errors.js';

/** Delimiters in the order tried: a comma may also be a decimal sign, so it does not come first. */
const DELIMITERS = ['\t', ';', ',', ' '] as const;

/** Options of `parseCsv`. */
export interface CsvOptions {
  /** One character. Default: detected from the text. */
  readonly delimiter?: string;
  /** File name for error messages. */
  readonly file?: string;
}

/** A table as read: rows of trimmed fields, the comment lines among them, and the delimiter. */
export interface CsvTable {
  readonly rows: readonly (readonly string[])[];
  /** Texts of the lines that start with `#`, without the sign. */
  readonly comments: readonly string[];
  readonly delimiter: string;
}

/**
 * Reads delimited text (RFC 4180: quoted fields, doubled quotes, line breaks inside quotes; CRLF, LF and CR).
 * Lines starting with `#` are comments, blank lines are skipped. Throws `AnnotationError` on an unclosed
 * quote.
 */
export function parseCsv(text: string, options: CsvOptions = {}): CsvTable {
  const body = text.replace(/^\uFEFF/, '');
  const delimiter = options.delimiter ?? detectDelimiter(body);
  return { ...splitRows(body, delimiter, options.file), delimiter };
}

/** Writes rows as CSV with LF line ends; fields that hold a comma, a quote or a line break are quoted. */
export function formatCsv(
  rows: readonly (readonly (string | number)[])[],
  comments: readonly string[] = [],
): string {
  return comments.map((comment) => `# ${comment}\n`).join('') + csvRecords(rows);
}

/** The same as records alone, for tables that are longer than a string may be. */
export function csvRecords(rows: readonly (readonly (string | number)[])[]): string {
  // A leading # would be read back as a comment, and outer blanks would be trimmed.
  const field = (value: string | number): string =>
    /[",\r\n]|^#|^\s|\s$/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return rows.map((row) => `${row.map(field).join(',')}\n`).join('');
}

/**
 * A number as spreadsheets write it; a comma is the decimal sign where it is not the delimiter. NaN if it is
 * none.
 */
export function csvNumber(field: string, delimiter: string): number {
  const plain = delimiter === ',' ? field : field.replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}

function detectDelimiter(body: string): string {
  const sample = body
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .slice(0, 20)
    .map((line) => line.replace(/"[^"]*"/g, '""').trim());
  const counts = (delimiter: string): number[] => sample.map((line) => line.split(delimiter).length);
  const regular = DELIMITERS.find((delimiter) => {
    const fields = counts(delimiter);
    return fields.length > 0 && fields[0]! > 1 && fields.every((count) => count === fields[0]);
  });
  return regular ?? ',';
}

function splitRows(body: string, delimiter: string, file: string | undefined): Omit<CsvTable, 'delimiter'> {
  const rows: string[][] = [];
  const comments: string[] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  let wasQuoted = false;

  const endField = (): void => {
    row.push(wasQuoted ? field : field.trim());
    field = '';
    wasQuoted = false;
  };
  const endRow = (): void => {
    const blank = row.length === 0 && field.trim() === '' && !wasQuoted;
    endField();
    if (!blank) rows.push(row);
    row = [];
  };

  for (let i = 0; i < body.length; i++) {
    const character = body[i]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (body[i + 1] === '"') field += body[++i];
      else quoted = false;
    } else if (character === '#' && row.length === 0 && field === '' && !wasQuoted) {
      const [comment] = /^[^\r\n]*/.exec(body.slice(i))!;
      comments.push(comment.slice(1).trim());
      i += comment.length - 1;
    } else if (character === '"' && field.trim() === '' && !wasQuoted) {
      field = '';
      quoted = true;
      wasQuoted = true;
    } else if (character === delimiter) {
      endField();
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && body[i + 1] === '\n') i++;
      endRow();
    } else if (!wasQuoted || character.trim() !== '') {
      field += character;
    }
  }
  if (quoted) {
    throw new AnnotationError(
      `${file ?? 'The table'}: a quoted field is never closed (row ${rows.length + 1}). Close it with ", or write "" for a quote inside a field.`,
      file,
    );
  }
  if (field !== '' || row.length > 0 || wasQuoted) endRow();
  return { rows, comments };
}
