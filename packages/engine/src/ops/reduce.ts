import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { formatShape, normaliseAxis, type Shape } from '../shape.js';
import { cast, exp, log } from './activation.js';
import { add, div, equal, mul, sub } from './arithmetic.js';
import type { ReductionAttributes } from './attributes.js';
import { expand, reshape } from './layout.js';
import { requireDType } from './operand.js';
import { extent } from './source.js';

type Reduction = 'reduceSum' | 'reduceMean' | 'reduceMax';

const reduction = <K extends Reduction>(
  name: K,
  rule: (dy: Value, x: Value, y: Value, attributes: ReductionAttributes) => Value,
): OpDefinition<K> => ({
  name,
  infer: ([x], { axes }: ReductionAttributes) => {
    requireDType(name, 'x', x as Value, 'float32');
    const { shape } = x as Value;
    return [{ dtype: 'float32', shape: shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim)) }];
  },
  gradient: (node, [dy]) => [
    rule(dy as Value, node.inputs[0] as Value, node.outputs[0] as Value, node.attributes),
  ],
});

export const reduceSumOp = reduction('reduceSum', (dy, x) => expand(dy, x.shape));
export const reduceMeanOp = reduction('reduceMean', (dy, x, _, { axes }) =>
  expand(div(dy, extent(x, axes)), x.shape),
);
// Ties share the cotangent evenly, as PyTorch's `amax` does.
export const reduceMaxOp = reduction('reduceMax', (dy, x, y, { axes }) => {
  const winners = cast(equal(x, y), 'float32');
  return mul(div(dy, sum(winners, { axes, keepDims: true })), winners);
});

export const softmaxOp: OpDefinition<'softmax'> = {
  name: 'softmax',
  infer: ([x]) => [{ dtype: 'float32', shape: (x as Value).shape }],
  gradient: (node, [dy]) => {
    const y = node.outputs[0] as Value;
    const weighted = mul(dy as Value, y);
    return [sub(weighted, mul(y, sum(weighted, { axes: [node.attributes.axis], keepDims: true })))];
  },
};

export interface ReduceOptions {
  /** Axes to reduce. Default: all, to a scalar. */
  readonly axes?: readonly number[];
  /** Keep reduced axes with size 1. Default false. */
  readonly keepDims?: boolean;
}

function reduce<K extends Reduction>(op: OpDefinition<K>, x: Value, options: ReduceOptions): Value {
  const rank = x.shape.length;
  const axes = (options.axes ?? x.shape.map((_, axis) => axis))
    .map((axis) => normaliseAxis(axis, rank, op.name))
    .sort((a, b) => a - b);
  if (new Set(axes).size !== axes.length) {
    throw new ShapeError(
      op.name,
      `axes [${options.axes?.join(', ')}] of ${formatShape(x.shape)} name one twice`,
    );
  }
  if (axes.length === 0) return x;
  const kept = applyOne(op, [x], { axes } as ReductionAttributes as never);
  const dropped: Shape = kept.shape.filter((_, axis) => !axes.includes(axis));
  return options.keepDims ? kept : reshape(kept, dropped);
}

export const sum = (x: Value, options: ReduceOptions = {}): Value => reduce(reduceSumOp, x, options);
export const mean = (x: Value, options: ReduceOptions = {}): Value => reduce(reduceMeanOp, x, options);
export const max = (x: Value, options: ReduceOptions = {}): Value => reduce(reduceMaxOp, x, options);

/** Exponentials along an axis, scaled to sum to one. */
export const softmax = (x: Value, axis = -1): Value =>
  applyOne(softmaxOp, [x], { axis: normaliseAxis(axis, x.shape.length, 'softmax') });

/** `log Σ exp` along all elements of the axes, shifted by the maximum against overflow. */
export function logSumExp(x: Value, axes: readonly number[]): Value {
  const peak = max(x, { axes, keepDims: true });
  return add(peak, log(sum(exp(sub(x, peak)), { axes, keepDims: true })));
}
