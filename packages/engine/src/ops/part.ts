import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { addDims, formatShape, normaliseAxis, type Shape } from '../shape.js';
import { add } from './arithmetic.js';
import type { PadMode } from './attributes.js';

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
