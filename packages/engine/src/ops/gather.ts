import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { type Dim, formatShape, normaliseAxis, sameDim } from '../shape.js';
import { requireDType } from './operand.js';

/** Inputs: x, indices (int64, the shape of x but for the axis). */
export const gatherElementsOp: OpDefinition<'gatherElements'> = {
  name: 'gatherElements',
  infer: ([x, indices], { axis }) => {
    requireDType('gatherElements', 'indices', indices as Value, 'int64');
    requireAligned('gatherElements', x as Value, indices as Value, axis);
    return [{ dtype: (x as Value).dtype, shape: (indices as Value).shape }];
  },
  gradient: (node, [dy]) => {
    const [x, indices] = node.inputs as readonly [Value, Value];
    const { axis } = node.attributes;
    return [scatterAddElements(dy as Value, indices, axis, x.shape[axis] as number), undefined];
  },
};

/** Inputs: updates, indices (int64, same shape). Output: zeros of `size` along the axis, with the updates added. */
export const scatterAddElementsOp: OpDefinition<'scatterAddElements'> = {
  name: 'scatterAddElements',
  infer: ([updates, indices], { axis, size }) => {
    requireDType('scatterAddElements', 'indices', indices as Value, 'int64');
    const { dtype, shape } = updates as Value;
    requireAligned('scatterAddElements', updates as Value, indices as Value, axis);
    return [{ dtype, shape: shape.map((dim, i) => (i === axis ? size : dim)) }];
  },
  gradient: (node, [dy]) => [
    gatherElements(dy as Value, node.inputs[1] as Value, node.attributes.axis),
    undefined,
  ],
};

function requireAligned(op: string, x: Value, indices: Value, axis: number): void {
  const aligned =
    x.shape.length === indices.shape.length &&
    x.shape.every((dim, i) => i === axis || sameDim(dim, indices.shape[i] as Dim));
  if (!aligned) {
    throw new ShapeError(
      op,
      `indices ${formatShape(indices.shape)} do not fit ${formatShape(x.shape)} beside axis ${axis}`,
    );
  }
}

/** `y[.., i, ..] = x[.., indices[.., i, ..], ..]` along an axis. */
export const gatherElements = (x: Value, indices: Value, axis: number): Value =>
  applyOne(gatherElementsOp, [x, indices], { axis: normaliseAxis(axis, x.shape.length, 'gatherElements') });

/** Adds each update at its index along an axis of `size` zeros. */
export const scatterAddElements = (updates: Value, indices: Value, axis: number, size: number): Value =>
  applyOne(scatterAddElementsOp, [updates, indices], {
    axis: normaliseAxis(axis, updates.shape.length, 'scatterAddElements'),
    size,
  });
