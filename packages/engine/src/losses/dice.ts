import type { Value } from '../graph/value.js';
import { add, div, mul, sub } from '../ops/arithmetic.js';
import { mean, sum } from '../ops/reduce.js';

/**
 * One minus the soft Dice coefficient `2Σpt / (Σp + Σt)`, mean over pictures and channels. Probabilities and targets
 * `[N, C, H, W]` in [0, 1]; `smooth` is added above and below, so that an empty picture found empty costs nothing.
 */
export function dice(probability: Value, target: Value, smooth = 1): Value {
  const total = (value: Value): Value => sum(value, { axes: [2, 3] });
  const overlap = total(mul(probability, target));
  const size = add(total(probability), total(target));
  return mean(sub(1, div(add(mul(overlap, 2), smooth), add(size, smooth))));
}
