import type { MarkedCell, PointSet } from '../exchange/point-set.js';
import type { Outline } from './outline.js';
import { traceOutlines } from './trace-outlines.js';

/** The outline of every cell: its own, else that of its label; undefined where there is neither. */
export function cellOutlines({
  points,
  labels,
}: Pick<PointSet, 'points' | 'labels'>): readonly (Outline | undefined)[] {
  const traced = labels === undefined ? undefined : traceOutlines(labels);
  return points.map((cell: MarkedCell, i) => cell.outline ?? traced?.get(i + 1));
}
