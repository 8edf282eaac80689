import { ShapeError } from '../errors.js';
import { apply, applyOne, type OpDefinition, type Value } from '../graph/value.js';
import {
  addDims,
  broadcastShapes,
  type Dim,
  floorDivideDim,
  formatShape,
  multiplyDims,
  normaliseAxis,
  productOfDims,
  type Shape,
  sameDim,
  sameShape,
} from '../shape.js';
import { add } from './arithmetic.js';
import type { PadMode } from './attributes.js';
import { zerosLike } from './fill.js';
import { requireRank } from './operand.js';

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

export const sliceOp: OpDefinition<'slice'> = {
  name: 'slice',
  infer: ([x], { axes, starts, ends, steps }) => {
    const { dtype, shape } = x as Value;
    const sliced = [...shape];
    if ([starts, ends, steps].some(({ length }) => length !== axes.length)) {
      throw new ShapeError(
        'slice',
        `needs one start, end and step for each of the axes [${axes.join(', ')}]`,
      );
    }
    axes.forEach((axis, i) => {
      const size = shape[axis];
      const [start, end, step] = [starts[i] as number, ends[i] as number, steps[i] as number];
      if (typeof size !== 'number')
        throw new ShapeError('slice', `axis ${axis} of ${formatShape(shape)} is free`);
      if (start < 0 || end > size || start >= end || step < 1) {
        throw new ShapeError(
          'slice',
          `[${start}, ${end}) step ${step} is no part of axis ${axis} of ${formatShape(shape)}`,
        );
      }
      sliced[axis] = Math.ceil((end - start) / step);
    });
    return [{ dtype, shape: sliced }];
  },
  gradient: (node, [dy]) => {
    const { axes, starts, ends, steps } = node.attributes;
    if (steps.some((step) => step !== 1)) {
      throw new ShapeError('slice', 'has no gradient with a step other than 1: reshape and slice instead');
    }
    const { shape } = node.inputs[0] as Value;
    const before = shape.map(() => 0);
    const after = shape.map(() => 0);
    axes.forEach((axis, i) => {
      before[axis] = starts[i] as number;
      after[axis] = (shape[axis] as number) - (ends[i] as number);
    });
    return [pad(dy as Value, { before, after })];
  },
};

export const padOp: OpDefinition<'pad'> = {
  name: 'pad',
  infer: ([x], { before, after, mode }) => {
    const { dtype, shape } = x as Value;
    if (before.length !== shape.length || after.length !== shape.length) {
      throw new ShapeError('pad', `needs one amount per axis of ${formatShape(shape)}`);
    }
    if ([...before, ...after].some((amount) => !Number.isInteger(amount) || amount < 0)) {
      throw new ShapeError(
        'pad',
        `amounts must be integers of at least 0, received [${before.join(', ')}] and [${after.join(', ')}]`,
      );
    }
    return [
      {
        dtype,
        shape: shape.map((dim, axis) => {
          const [b, a] = [before[axis] as number, after[axis] as number];
          if (mode === 'reflect' && typeof dim === 'number' && (b >= dim || a >= dim)) {
            throw new ShapeError(
              'pad',
              `reflection by ${Math.max(a, b)} needs more than ${dim} samples on axis ${axis}`,
            );
          }
          return addDims(dim, a + b);
        }),
      },
    ];
  },
  gradient: (node, [dy]) => [padGradient(dy as Value, (node.inputs[0] as Value).shape, node.attributes)],
};

export const depthToSpaceOp: OpDefinition<'depthToSpace'> = {
  name: 'depthToSpace',
  infer: ([x], { block }) => {
    const value = x as Value;
    requireRank('depthToSpace', 'x', value, 4);
    const [n, c, h, w] = value.shape as [Dim, Dim, Dim, Dim];
    if (typeof c !== 'number' || c % (block * block) !== 0) {
      throw new ShapeError(
        'depthToSpace',
        `${formatShape(value.shape)} needs channels divisible by ${block * block}`,
      );
    }
    return [
      { dtype: value.dtype, shape: [n, c / (block * block), multiplyDims(h, block), multiplyDims(w, block)] },
    ];
  },
  gradient: (node, [dy]) => [spaceToDepth(dy as Value, node.attributes.block, node.attributes.mode)],
};

export const spaceToDepthOp: OpDefinition<'spaceToDepth'> = {
  name: 'spaceToDepth',
  infer: ([x], { block }) => {
    const value = x as Value;
    requireRank('spaceToDepth', 'x', value, 4);
    const [n, c, h, w] = value.shape as [Dim, Dim, Dim, Dim];
    if ([h, w].some((dim) => typeof dim === 'number' && dim % block !== 0)) {
      throw new ShapeError(
        'spaceToDepth',
        `${formatShape(value.shape)} needs height and width divisible by ${block}`,
      );
    }
    return [
      {
        dtype: value.dtype,
        shape: [
          n,
          multiplyDims(c, block * block),
          floorDivideDim(h, block, 'spaceToDepth'),
          floorDivideDim(w, block, 'spaceToDepth'),
        ],
      },
    ];
  },
  gradient: (node, [dy]) => [depthToSpace(dy as Value, node.attributes.block, node.attributes.mode)],
};

/** The cotangent of `pad`: the inner part, plus what the border copied from inside. */
function padGradient(
  dy: Value,
  shape: Shape,
  { mode, before, after }: { mode: PadMode; before: readonly number[]; after: readonly number[] },
): Value {
  let result = dy;
  shape.forEach((dim, axis) => {
    const [b, a] = [before[axis] as number, after[axis] as number];
    if (b === 0 && a === 0) return;
    const size = dim as number;
    const full = result;
    const part = (start: number, end: number): Value =>
      slice(full, { axes: [axis], starts: [start], ends: [end] });
    result = part(b, b + size);
    if (mode === 'constant') return;
    const place = (piece: Value, start: number): Value => {
      const zeros = result.shape.map(() => 0);
      const width = piece.shape[axis] as number;
      return pad(piece, {
        before: zeros.map((_, i) => (i === axis ? start : 0)),
        after: zeros.map((_, i) => (i === axis ? size - start - width : 0)),
      });
    };
    const folded: Value[] = [];
    // Position b - 1 - k copies sample k + 1 (reflect) or sample 0 (edge); the far side mirrors it.
    for (let k = 0; k < b; k++) folded.push(place(part(b - 1 - k, b - k), mode === 'reflect' ? k + 1 : 0));
    for (let k = 0; k < a; k++) {
      folded.push(place(part(b + size + k, b + size + k + 1), mode === 'reflect' ? size - 2 - k : size - 1));
    }
    for (const piece of folded) result = add(result, piece);
  });
  return result;
}

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

/** The part `[start, end)` of each named axis, every `step`-th sample of it. */
export const slice = (
  x: Value,
  part: {
    readonly axes: readonly number[];
    readonly starts: readonly number[];
    readonly ends: readonly number[];
    readonly steps?: readonly number[];
  },
): Value =>
  applyOne(sliceOp, [x], {
    axes: part.axes.map((axis) => normaliseAxis(axis, x.shape.length, 'slice')),
    starts: part.starts,
    ends: part.ends,
    steps: part.steps ?? part.axes.map(() => 1),
  });

/** Adds samples before and after each axis: `value`, a mirror image without the edge, or copies of the edge. */
export const pad = (
  x: Value,
  amounts: {
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly mode?: PadMode;
    readonly value?: number;
  },
): Value =>
  [...amounts.before, ...amounts.after].every((amount) => amount === 0)
    ? x
    : applyOne(padOp, [x], { mode: 'constant', value: 0, ...amounts });

/** Moves channels to space: `[N, C·b², H, W] -> [N, C, H·b, W·b]`. CRD is PyTorch's PixelShuffle. */
export const depthToSpace = (x: Value, block: number, mode: 'DCR' | 'CRD' = 'CRD'): Value =>
  applyOne(depthToSpaceOp, [x], { block, mode });

/** The inverse of `depthToSpace`. */
export const spaceToDepth = (x: Value, block: number, mode: 'DCR' | 'CRD' = 'CRD'): Value =>
  applyOne(spaceToDepthOp, [x], { block, mode });
