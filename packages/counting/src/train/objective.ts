import { abs, add, mean, mse, mul, sub, sum, type Value } from '@celltally/engine';

export interface ObjectiveOptions {
  /** Weight of the count's error beside the map's. */
  readonly countWeight: number;
  /** Sum of a training map over one cell; undefined for maps that do not sum to a count. */
  readonly cellMass: number | undefined;
}

/**
 * What training minimises: the mean squared difference of the maps, and, weighted, the mean absolute difference of
 * their sums in cells. The second term steadies the count, which a squared error of pixels leaves free to drift.
 */
export function mapObjective(
  prediction: Value,
  target: Value,
  { countWeight, cellMass }: ObjectiveOptions,
): { loss: Value; metrics: Record<string, Value> } {
  const pixels = mse(prediction, target);
  if (countWeight === 0 || cellMass === undefined) return { loss: pixels, metrics: {} };
  const cells = (map: Value): Value => mul(sum(map, { axes: [1, 2, 3] }), 1 / cellMass);
  const counts = mean(abs(sub(cells(prediction), cells(target))));
  return { loss: add(pixels, mul(counts, countWeight)), metrics: { countError: counts } };
}
