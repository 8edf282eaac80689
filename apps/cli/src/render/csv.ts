/** A field of a CSV file. Numbers are written in full precision; absent and non-finite values leave it empty. */
export type CsvValue = string | number | boolean | undefined;

/** One record of RFC 4180, with its CRLF: append it to a file as results arrive. */
export function csvRecord(values: readonly CsvValue[]): string {
  const fields = values.map(field);
  // A record of one empty field would be an empty line, which readers skip.
  const line = fields.length === 1 && fields[0] === '' ? '""' : fields.join(',');
  return `${line}\r\n`;
}

/** A whole file of RFC 4180: a header and one record per row, each ended by CRLF. */
export function writeCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  let text = csvRecord(header);
  for (const row of rows) text += csvRecord(row);
  return text;
}

function field(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = String(value);
  // A leading # would be read back as a comment, and outer blanks would be trimmed.
  return /[",\r\n]|^#|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
