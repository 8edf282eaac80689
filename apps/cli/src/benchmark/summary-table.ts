import { type BenchmarkResults, groupsOf } from '@celltally/counting';
import type { Io } from '../io.js';
import { createPalette, wantsColour } from '../render/colour.js';
import { formatFigure, formatPercent, formatSigned } from '../render/numbers.js';
import { renderTable } from '../render/table.js';
import { spreadText } from './report/table-cells.js';

/** The results of a benchmark for the terminal. */
export function summaryTable(results: BenchmarkResults, { stdout, env }: Io): string {
  const groups = groupsOf(results);
  if (groups.length === 0) return '';
  const rows = groups.map(({ row, data, seeds, figures }) => [
    data,
    row.label,
    String(seeds.length),
    spreadText(figures.mae, formatFigure),
    spreadText(figures.rmse, formatFigure),
    spreadText(figures.bias, formatSigned),
    spreadText(figures['f1@10'], formatPercent),
  ]);
  return renderTable(
    [
      { header: 'data set' },
      { header: 'model', shrink: true },
      { header: 'seeds', align: 'right' },
      ...['MAE', 'RMSE', 'bias', 'F1@10'].map((header) => ({ header, align: 'right' as const })),
    ],
    rows,
    {
      palette: createPalette(wantsColour(stdout, env)),
      ...(stdout.columns === undefined ? {} : { width: stdout.columns }),
    },
  );
}
