import type { BenchmarkGroup, BenchmarkPlan } from '@celltally/counting';
import { formatFigure } from '../../render/numbers.js';
import type { ReportTable } from './document.js';
import { madeText } from './made-text.js';
import { measuredPart } from './measured-part.js';
import { columnOf, rowsOf } from './table-cells.js';

/** The mean absolute error of every model on every data set; undefined where there is one data set alone. */
export function overviewTable(
  { models, data }: BenchmarkPlan,
  groups: readonly BenchmarkGroup[],
): ReportTable | undefined {
  const labels = [...new Set(models.map(({ label }) => label))].filter((label) =>
    groups.some(({ row }) => row.label === label),
  );
  const sets = data.map(({ name }) => name).filter((name) => groups.some((each) => each.data === name));
  if (sets.length < 2) return undefined;
  const rows = rowsOf([
    labels.map((text) => ({ text })),
    ...sets.map((name) =>
      columnOf(
        labels,
        (label) => groups.find(({ row, data: set }) => row.label === label && set === name)?.figures.mae,
        { format: formatFigure, best: 'least' },
      ),
    ),
  ]);
  return {
    caption: `Mean absolute error on the ${measuredPart(groups)} parts, in cells. ${madeText(groups)}`,
    columns: [{ header: 'Model', text: true }, ...sets.map((header) => ({ header }))],
    rows: rows.map((cells) => ({ cells })),
  };
}
