import type { Io } from '../io.js';
import { createPalette, wantsColour } from '../render/colour.js';
import { formatCount, formatFigure } from '../render/numbers.js';
import { renderTable, type TableColumn } from '../render/table.js';
import { type CountRow, densityOf, totalOf } from './count-row.js';

/** The result in the terminal: a line for every picture, and the total; densities where pixel sizes are known. */
export function countTable(rows: readonly CountRow[], { stdout, env }: Io): string {
  const palette = createPalette(wantsColour(stdout, env));
  const failed = rows.filter((row) => 'reason' in row).length;
  const counted = rows.length - failed;
  const dense = rows.some((row) => densityOf(row) !== undefined);
  const columns: TableColumn[] = [
    { header: 'image', shrink: true },
    { header: 'size', align: 'right' },
    { header: 'cells', align: 'right' },
    ...(dense ? [{ header: 'cells/mm²', align: 'right' } as const] : []),
    { header: 'seconds', align: 'right' },
    ...(failed > 0 ? [{ header: 'error', shrink: true, paint: palette.red }] : []),
  ];
  const whole = rows.every((row) => 'reason' in row || Number.isInteger(row.result.count));
  const cells = (count: number): string => (whole ? formatCount(count) : count.toFixed(1));
  return renderTable(
    columns,
    rows.map((row) => {
      const density = densityOf(row);
      const densities = dense ? [density === undefined ? 'unknown' : formatFigure(density)] : [];
      if ('reason' in row) return [row.picture.name, '–', '–', ...(dense ? ['–'] : []), '–', row.reason];
      const { width, height, count, seconds } = row.result;
      return [row.picture.name, `${width} × ${height}`, cells(count), ...densities, seconds.toFixed(2), ''];
    }),
    {
      palette,
      footer: [
        `${counted} ${counted === 1 ? 'picture' : 'pictures'}`,
        '',
        cells(totalOf(rows)),
        ...(dense ? [''] : []),
        '',
        failed > 0 ? `${failed} failed` : '',
      ],
      ...(stdout.columns === undefined ? {} : { width: stdout.columns }),
    },
  );
}
