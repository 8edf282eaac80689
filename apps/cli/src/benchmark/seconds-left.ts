import type { TaskEvent } from '@celltally/counting';

/**
 * Seconds that a benchmark will go on: the present cell's, and for each cell that comes after it as much as the finished
 * ones took on average (or, while there are none, as much as the present one will have taken); at most what is left of the
 * budget.
 * @param own seconds left of the present cell's training
 * @param since seconds since the present cell began in this sitting
 */
export function secondsLeft(
  { after, secondsEach, budgetLeft }: Extract<TaskEvent, { type: 'cell' }>,
  own: number,
  since: number,
): number {
  const all = own + after * (secondsEach ?? since + own);
  return budgetLeft === undefined ? all : Math.min(all, Math.max(0, budgetLeft - since));
}
