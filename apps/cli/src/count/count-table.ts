import type { Io } from '../io.js';
import { createPalette, wantsColour } from '../render/colour.js';
import { formatCount } from '../render/numbers.js';
import { renderTable, type TableColumn } from '../render/table.js';
import { type CountRow, totalOf } from './count-row.js';

/** The result in the terminal: a line for every picture, and the total. */
export function countTable(rows: readonly CountRow[], { stdout, env }: Io): string {
  const palette = createPalette(wantsColour(stdout, env));
  const failed = rows.filter((row) => 'reason' in row).length;
  const counted = rows.length - failed;
  const columns: TableColumn[] = [
    { header: 'image', shrink: true },
    { header: 'size', align: 'right' },
    { header: 'cells', align: 'right' },
    { header: 'seconds', align: 'right' },
    ...(failed > 0 ? [{ header: 'error', shrink: true, paint: palette.red }] : []),
  ];
  const whole = rows.every((row) => 'reason' in row || Number.isInteger(row.result.count));
  const cells = (count: number): string => (whole ? formatCount(count) : count.toFixed(1));
  return renderTable(
    columns,
    rows.map((row) => {
      if ('reason' in row) return [row.picture.name, '–', '–', '–', row.reason];
      const { width, height, count, seconds } = row.result;
      return [row.picture.name, `${width} × ${height}`, cells(count), seconds.toFixed(2), ''];
    }),
    {
      palette,
      footer: [
        `${counted} ${counted === 1 ? 'picture' : 'pictures'}`,
        '',
        cells(totalOf(rows)),
        '',
        failed > 0 ? `${failed} failed` : '',
      ],
      ...(stdout.columns === undefined ? {} : { width: stdout.columns }),
    },
  );
}
