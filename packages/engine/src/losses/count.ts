import type { Value } from '../graph/value.js';
import { abs } from '../ops/activation.js';
import { sub } from '../ops/arithmetic.js';
import { mean, sum } from '../ops/reduce.js';

/** Mean over the batch of `| Σ|z| − count |` (DCL, equation 1): z `[N, ...]`, count `[N]`. */
export const countL1 = (z: Value, count: Value): Value =>
  mean(abs(sub(sum(abs(z), { axes: z.shape.map((_, axis) => axis).slice(1) }), count)));
