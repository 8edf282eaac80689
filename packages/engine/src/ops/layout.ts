import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import {
  broadcastShapes,
  type Dim,
  formatShape,
  normaliseAxis,
  productOfDims,
  type Shape,
  sameDim,
  sameShape,
} from '../shape.js';

export const reshapeOp: OpDefinition<'reshape'> = {
  name: 'reshape',
  infer: ([x], { shape }) => {
    const value = x as Value;
    if (!sameDim(productOfDims(value.shape), productOfDims(shape))) {
      throw new ShapeError('reshape', `${formatShape(value.shape)} cannot become ${formatShape(shape)}`);
    }
    return [{ dtype: value.dtype, shape }];
  },
  gradient: (node, [dy]) => [reshape(dy as Value, (node.inputs[0] as Value).shape)],
};

export const transposeOp: OpDefinition<'transpose'> = {
  name: 'transpose',
  infer: ([x], { perm }) => {
    const { dtype, shape } = x as Value;
    if (perm.length !== shape.length || new Set(perm).size !== perm.length) {
      throw new ShapeError('transpose', `[${perm.join(', ')}] is no permutation of ${formatShape(shape)}`);
    }
    return [{ dtype, shape: perm.map((axis) => shape[axis] as Dim) }];
  },
  gradient: (node, [dy]) => {
    const inverse = node.attributes.perm.map((_, axis) => node.attributes.perm.indexOf(axis));
    return [transpose(dy as Value, inverse)];
  },
};

export const expandOp: OpDefinition<'expand'> = {
  name: 'expand',
  infer: ([x], { shape }) => {
    const value = x as Value;
    if (!sameShape(broadcastShapes(value.shape, shape, 'expand'), shape)) {
      throw new ShapeError(
        'expand',
        `${formatShape(value.shape)} does not broadcast to ${formatShape(shape)}`,
      );
    }
    return [{ dtype: value.dtype, shape }];
  },
  // The walk sums over the broadcast axes.
  gradient: (_, [dy]) => [dy],
};

/** The same elements in another shape. */
export const reshape = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape) ? x : applyOne(reshapeOp, [x], { shape });

/** Axes in another order: output axis i is input axis `perm[i]`. */
export function transpose(x: Value, perm: readonly number[]): Value {
  const positive = perm.map((axis) => normaliseAxis(axis, x.shape.length, 'transpose'));
  const unchanged = perm.length === x.shape.length && positive.every((axis, i) => axis === i);
  return unchanged ? x : applyOne(transposeOp, [x], { perm: positive });
}

/** Repeats along axes of size 1 until the shape is `shape`. */
export const expand = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape) ? x : applyOne(expandOp, [x], { shape });
