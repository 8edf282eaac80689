import { abs, add, averagePool2d, mean, mse, mul, sub, sum, type Value } from '@celltally/engine';
import type { Objective, ObjectiveOptions, Prediction, Truth } from '../architecture.js';
import { ModelError } from '../errors.js';

/** How far two maps of one shape are apart, as a scalar. */
export type MapLoss = (prediction: Value, truth: Value) => Value;

/**
 * Sums of a map `[N, 1, H, W]` over blocks, so that it has the shape of a coarser one `[N, 1, H/s, W/s]`: what a cell
 * weighs stays the same.
 */
export function sumBlocks(map: Value, coarse: Value): Value {
  const stride = (map.shape[2] as number) / (coarse.shape[2] as number);
  return stride === 1 ? map : mul(averagePool2d(map, stride), stride ** 2);
}

/**
 * The objective of networks without one of their own: the difference of the maps (of the sums over blocks where the
 * network's map is coarse) and the mean absolute difference of the counts in cells. The second term steadies the count,
 * which a difference of pixels leaves free to drift. The count is the network's own where it has a head that counts,
 * else the sum of its map; of a map that does not sum to a count it is left out.
 *
 * @param loss how maps are compared. Default: the mean squared difference
 * @throws ModelError where the weights leave no term
 */
export function mapObjective(
  prediction: Prediction,
  truth: Truth,
  { weights, cellMass }: ObjectiveOptions,
  loss: MapLoss = mse,
): Objective {
  const counts = weights.count === 0 ? undefined : countError(prediction, truth, cellMass);
  const terms: Value[] = [];
  if (weights.pixel > 0)
    terms.push(weighted(loss(prediction.map, sumBlocks(truth.map, prediction.map)), weights.pixel));
  if (counts !== undefined) terms.push(weighted(counts, weights.count));
  const [first, second] = terms;
  if (first === undefined)
    throw new ModelError(
      'the objective has no term: give the difference of the maps or that of the counts a weight above 0',
    );
  return {
    loss: second === undefined ? first : add(first, second),
    metrics: counts === undefined ? {} : { countError: counts },
  };
}

const weighted = (term: Value, weight: number): Value => (weight === 1 ? term : mul(term, weight));

export function countError(
  prediction: Prediction,
  truth: Truth,
  cellMass: number | undefined,
): Value | undefined {
  if (prediction.count !== undefined) return mean(abs(sub(prediction.count, truth.count)));
  if (cellMass === undefined) return undefined;
  const cells = (map: Value): Value => mul(sum(map, { axes: [1, 2, 3] }), 1 / cellMass);
  return mean(abs(sub(cells(prediction.map), cells(truth.map))));
}
