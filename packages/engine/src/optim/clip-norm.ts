import type { Value } from '../graph/value.js';
import { sqrt } from '../ops/activation.js';
import { add, div, minimum, mul, square } from '../ops/arithmetic.js';
import { sum } from '../ops/reduce.js';

/** Scales a gradient so that its Euclidean norm is at most `limit`. Also returns the norm before. */
export function clipNorm(gradient: Value, limit: number): { gradient: Value; norm: Value } {
  const norm = sqrt(sum(square(gradient)));
  return { gradient: mul(gradient, minimum(div(limit, add(norm, 1e-6)), 1)), norm };
}
