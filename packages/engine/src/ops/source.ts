import type { DType } from '../dtype.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { normaliseAxis, type Shape } from '../shape.js';
import { scalar, type Tensor } from '../tensor.js';

export const inputOp: OpDefinition<'input'> = {
  name: 'input',
  infer: (_, { dtype, shape }) => [{ dtype, shape }],
  gradient: () => [],
};

export const constantOp: OpDefinition<'constant'> = {
  name: 'constant',
  infer: (_, { tensor }) => [{ dtype: tensor.dtype, shape: tensor.shape }],
  gradient: () => [],
};

export const extentOp: OpDefinition<'extent'> = {
  name: 'extent',
  infer: () => [{ dtype: 'float32', shape: [] }],
  gradient: () => [undefined],
};

/** A named input of the graph. */
export const input = (name: string, shape: Shape, dtype: DType = 'float32'): Value =>
  applyOne(inputOp, [], { name, dtype, shape });

/** A constant. Numbers become float32 scalars. */
export const constant = (value: Tensor | number): Value =>
  applyOne(constantOp, [], { tensor: typeof value === 'number' ? scalar(value) : value });

/**
 * The product of the sizes of `axes` as a float scalar; a constant where they are known, so that a graph with free
 * sizes bakes none in.
 */
export function extent(x: Value, axes: readonly number[]): Value {
  const positive = axes.map((axis) => normaliseAxis(axis, x.shape.length, 'extent'));
  let product = 1;
  for (const axis of positive) {
    const dim = x.shape[axis];
    if (typeof dim !== 'number') return applyOne(extentOp, [x], { axes: positive });
    product *= dim;
  }
  return constant(product);
}
