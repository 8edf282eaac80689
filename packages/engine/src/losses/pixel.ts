import type { Value } from '../graph/value.js';
import { abs, clip, softplus } from '../ops/activation.js';
import { add, maximum, mul, neg, square, sub } from '../ops/arithmetic.js';
import { mean } from '../ops/reduce.js';

/** Mean squared difference over all elements. */
export const mse = (prediction: Value, target: Value): Value => mean(square(sub(prediction, target)));

/** Mean absolute difference over all elements. */
export const l1 = (prediction: Value, target: Value): Value => mean(abs(sub(prediction, target)));

/**
 * Quadratic below `beta`, linear above: with d = |prediction − target|, `d²/2β` or `d − β/2`.
 * With m = min(d, β) both are `m·(d − m/2)/β`.
 */
export function smoothL1(prediction: Value, target: Value, beta = 1): Value {
  const distance = abs(sub(prediction, target));
  const limited = clip(distance, 0, beta);
  return mean(mul(mul(limited, sub(distance, mul(limited, 0.5))), 1 / beta));
}

/** Binary cross-entropy of logits against targets in [0, 1], in the form that does not overflow. */
export const bceWithLogits = (logits: Value, target: Value): Value =>
  mean(add(sub(maximum(logits, 0), mul(logits, target)), softplus(neg(abs(logits)))));
