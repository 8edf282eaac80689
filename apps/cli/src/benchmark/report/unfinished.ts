import type { BenchmarkResults, CellResult } from '@celltally/counting';
import { formatDuration } from '../../render/durations.js';
import type { ReportPart, ReportSection } from './document.js';

/** What is not in the tables, and why; no section where there is nothing. */
export function unfinishedSection({ cells, spent }: BenchmarkResults): ReportSection[] {
  const isSpent = spent.budgetHours !== undefined && spent.seconds >= 3600 * spent.budgetHours;
  const parts = [
    list('Failed', 'Trainings that failed; the next sitting tries them again', 'Reason', reasonsOf(cells)),
    list(
      'Left out',
      isSpent && spent.budgetHours !== undefined
        ? `Not finished when the budget of ${formatDuration(3600 * spent.budgetHours)} was spent; a larger one goes on with them`
        : 'Not finished yet; the same command goes on with them',
      'State',
      openOnes(cells),
    ),
    list(
      'Pictures without a result',
      'Test pictures that could not be evaluated; no figure includes them',
      'Reason',
      lostPictures(cells),
    ),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [{ title: 'Not in the tables', parts }];
}

interface Line {
  readonly cell: CellResult['cell'];
  readonly text: string;
}

const reasonsOf = (cells: readonly CellResult[]): Line[] =>
  cells.flatMap((each) => (each.state === 'failed' ? [{ cell: each.cell, text: each.reason }] : []));

const openOnes = (cells: readonly CellResult[]): Line[] =>
  cells.flatMap((each) => {
    if (each.state !== 'open') return [];
    const text = each.epochs === 0 ? 'not begun' : `left after ${each.epochs} epochs`;
    return [{ cell: each.cell, text }];
  });

const lostPictures = (cells: readonly CellResult[]): Line[] =>
  cells.flatMap((each) =>
    each.state === 'finished'
      ? each.record.failed.map(({ image, reason }) => ({ cell: each.cell, text: `${image}: ${reason}` }))
      : [],
  );

function list(
  title: string,
  caption: string,
  header: string,
  lines: readonly Line[],
): ReportPart | undefined {
  if (lines.length === 0) return undefined;
  return {
    kind: 'table',
    title,
    table: {
      caption,
      columns: [
        { header: 'Model', text: true },
        { header: 'Data set', text: true },
        { header: 'Seed', text: true },
        { header, text: true, wraps: true },
      ],
      rows: lines.map(({ cell, text }) => ({
        cells: [cell.row.label, cell.data.name, String(cell.seed), text].map((each) => ({ text: each })),
      })),
    },
  };
}
