import { abs, add, l1, mean, mse, mul, sub, type Value } from '@celltally/engine';
import type { Objective, ObjectiveOptions, Prediction, Truth } from '../../architecture.js';

/**
 * SSRNet's OM loss: mean absolute difference of the maps and mean squared difference of the counts, each with its weight.
 */
export function objective(prediction: Prediction, truth: Truth, { weights }: ObjectiveOptions): Objective {
  const count = prediction.count as Value;
  const pixelError = l1(prediction.map, truth.map);
  return {
    loss: add(mul(pixelError, weights.pixel), mul(mse(count, truth.count), weights.count)),
    metrics: { pixelError, countError: mean(abs(sub(count, truth.count))) },
  };
}
