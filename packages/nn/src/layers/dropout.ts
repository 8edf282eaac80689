import { mul, staticShape, type Value } from '@celltally/engine';
import type { Scope } from '../scope.js';

/** Zeroes values with probability `rate` while training and scales the rest up; the mask is drawn on the host. */
export function dropout(scope: Scope, x: Value, rate = 0.5): Value {
  if (!scope.training) return x;
  const mask = scope.mask('dropout', staticShape(x.shape, 'dropout'), 1 - rate);
  return mask ? mul(x, mask) : x;
}
