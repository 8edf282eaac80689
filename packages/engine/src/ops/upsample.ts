import { ShapeError } from '../errors.js';
import type { Value } from '../graph/value.js';
import { type Dim, multiplyDims } from '../shape.js';
import { requireRank } from './operand.js';

/** The shape of an enlargement by an integer. */
export const enlarged = (op: string, x: Value, scale: number): readonly Dim[] => {
  requireRank(op, 'x', x, 4);
  if (!Number.isInteger(scale) || scale < 1) {
    throw new ShapeError(op, `scale must be a positive integer, received ${scale}`);
  }
  const [n, c, h, w] = x.shape as readonly [Dim, Dim, Dim, Dim];
  return [n, c, multiplyDims(h, scale), multiplyDims(w, scale)];
};
