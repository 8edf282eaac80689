import { createPalette, type Palette } from './colour.js';
import { displayWidth, truncateMiddle, withoutControls } from './display-width.js';

/** How one column of a terminal table is drawn. */
export interface TableColumn {
  readonly header: string;
  /** Default `'left'`. Give numbers of one column the same number of decimals and align them right. */
  readonly align?: 'left' | 'right';
  /** Whether the column gives way, by cutting out the middle of its texts, when the table is too wide. Default no. */
  readonly shrink?: boolean;
  /** Paints a cell after it was cut and padded. `row` is the index of the row. */
  readonly paint?: (text: string, row: number) => string;
}

export interface TableOptions {
  /** Columns of the terminal. Default: no limit. */
  readonly width?: number;
  /** Row below a rule at the end, for instance of totals. */
  readonly footer?: readonly string[];
  /** Default: no colour. */
  readonly palette?: Palette;
}

/** Fewest columns that a shrinking column keeps. */
const smallest = 8;
const gap = '  ';

/**
 * A table of texts for a terminal, ended by a line break: aligned by display width, with a rule below the header.
 * Control characters in cells are replaced, so file names are safe to show.
 */
export function renderTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  options: TableOptions = {},
): string {
  const { width = Number.POSITIVE_INFINITY, footer, palette = createPalette(false) } = options;
  const body = rows.map(clean);
  const end = footer && clean(footer);
  const header = columns.map((column) => column.header);
  const widths = fit(columns, [header, ...body, ...(end ? [end] : [])], width);
  const rule = palette.dim(widths.map((size) => '─'.repeat(size)).join(gap));
  const draw = (cells: readonly string[], paint: (text: string, column: TableColumn) => string) =>
    columns
      .map((column, c) =>
        paint(pad(truncateMiddle(cells[c] ?? '', widths[c]!), widths[c]!, column.align), column),
      )
      .join(gap)
      .trimEnd();
  const lines = [draw(header, palette.bold), rule];
  for (const [r, row] of body.entries()) lines.push(draw(row, (text, { paint }) => paint?.(text, r) ?? text));
  if (end) lines.push(rule, draw(end, palette.bold));
  return `${lines.join('\n')}\n`;
}

function clean(row: readonly string[]): string[] {
  return row.map(withoutControls);
}

/** Natural widths, then columns off the widest shrinking column until the table fits or none can give more. */
function fit(columns: readonly TableColumn[], rows: readonly (readonly string[])[], limit: number): number[] {
  const widths = columns.map((_, c) => Math.max(...rows.map((row) => displayWidth(row[c] ?? ''))));
  let excess = widths.reduce((sum, size) => sum + size, gap.length * (columns.length - 1)) - limit;
  while (excess > 0) {
    let widest = -1;
    for (const [c, column] of columns.entries()) {
      if (column.shrink && widths[c]! > smallest && (widest < 0 || widths[c]! > widths[widest]!)) widest = c;
    }
    if (widest < 0) break;
    widths[widest]!--;
    excess--;
  }
  return widths;
}

function pad(text: string, width: number, align: TableColumn['align']): string {
  const space = ' '.repeat(width - displayWidth(text));
  return align === 'right' ? space + text : text + space;
}
