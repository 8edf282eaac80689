import { ShapeError } from '../errors.js';
import { apply, applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { addDims, type Dim, formatShape, normaliseAxis, sameDim } from '../shape.js';
import { zerosLike } from './fill.js';

export const concatOp: OpDefinition<'concat'> = {
  name: 'concat',
  infer: (inputs, { axis }) => {
    const [first, ...rest] = inputs as readonly [Value, ...Value[]];
    let size = first.shape[axis] as Dim;
    for (const other of rest) {
      const fits =
        other.dtype === first.dtype &&
        other.shape.length === first.shape.length &&
        other.shape.every((dim, i) => i === axis || sameDim(dim, first.shape[i] as Dim));
      if (!fits) {
        throw new ShapeError(
          'concat',
          `${formatShape(other.shape)} does not fit ${formatShape(first.shape)} along axis ${axis}`,
        );
      }
      size = addDims(size, other.shape[axis] as Dim);
    }
    return [{ dtype: first.dtype, shape: first.shape.map((dim, i) => (i === axis ? size : dim)) }];
  },
  gradient: (node, [dy]) => {
    const { axis } = node.attributes;
    const sizes = node.inputs.map((value) => value.shape[axis]);
    if (sizes.some((size) => typeof size !== 'number')) {
      throw new ShapeError('concat', 'its gradient needs known sizes along the axis');
    }
    return split(dy as Value, axis, sizes as number[]);
  },
};

export const splitOp: OpDefinition<'split'> = {
  name: 'split',
  infer: ([x], { axis, sizes }) => {
    const { dtype, shape } = x as Value;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (!sameDim(shape[axis] as Dim, total)) {
      throw new ShapeError(
        'split',
        `sizes [${sizes.join(', ')}] do not sum to axis ${axis} of ${formatShape(shape)}`,
      );
    }
    return sizes.map((size) => ({ dtype, shape: shape.map((dim, i) => (i === axis ? size : dim)) }));
  },
  gradient: (node, cotangents) => {
    const parts = cotangents.map((dy, i) => dy ?? zerosLike(node.outputs[i] as Value));
    return [concat(parts, node.attributes.axis)];
  },
};

/** Joins values along an axis. */
export function concat(values: readonly Value[], axis: number): Value {
  const [first] = values;
  if (first === undefined) throw new ShapeError('concat', 'needs at least one value');
  const positive = normaliseAxis(axis, first.shape.length, 'concat');
  return values.length === 1 ? first : applyOne(concatOp, values, { axis: positive });
}

/** Cuts a value along an axis into pieces of the given sizes. */
export function split(x: Value, axis: number, sizes: readonly number[]): readonly Value[] {
  const positive = normaliseAxis(axis, x.shape.length, 'split');
  const whole = sizes.length === 1 && sizes[0] === x.shape[positive];
  return whole ? [x] : apply(splitOp, [x], { axis: positive, sizes });
}
