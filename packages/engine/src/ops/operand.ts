import type { DType } from '../dtype.js';
import { ShapeError } from '../errors.js';
import type { TensorType, Value } from '../graph/value.js';
import { formatShape } from '../shape.js';

/** Checks shared by the shape rules. Each names the op, the operand and what was received. */

export function requireRank(op: string, name: string, value: Value, rank: number): void {
  if (value.shape.length !== rank) {
    throw new ShapeError(op, `${name} must have rank ${rank}, received ${formatShape(value.shape)}`);
  }
}

export function requireDType(op: string, name: string, value: Value, dtype: DType): void {
  if (value.dtype !== dtype) throw new ShapeError(op, `${name} must be ${dtype}, received ${value.dtype}`);
}

export function requireSameDType(op: string, a: Value, b: Value): void {
  if (a.dtype !== b.dtype)
    throw new ShapeError(op, `operands must share a type, received ${a.dtype} and ${b.dtype}`);
}

/** The type of an operand, unchanged. */
export const typeOf = (value: Value): TensorType => ({ dtype: value.dtype, shape: value.shape });
