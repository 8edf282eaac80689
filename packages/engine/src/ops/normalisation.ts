import { ShapeError } from '../errors.js';
import { apply, applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { type Dim, formatShape, multiplyDims, productOfDims, sameDim } from '../shape.js';
import { reciprocal, sqrt } from './activation.js';
import { add, div, mul, neg, square, sub } from './arithmetic.js';
import { conv2d } from './convolution.js';
import { reshape } from './layout.js';
import { matMul } from './linear.js';
import { requireRank } from './operand.js';
import { mean, sum } from './reduce.js';
import { extent } from './source.js';

const perChannel = (value: Value): Value => reshape(value, [1, value.shape[0] as Dim, 1, 1]);

function requireChannels(op: string, x: Value, values: readonly Value[]): void {
  requireRank(op, 'x', x, 4);
  for (const value of values) {
    if (value.shape.length !== 1 || !sameDim(value.shape[0] as Dim, x.shape[1] as Dim)) {
      throw new ShapeError(
        op,
        `x ${formatShape(x.shape)} needs one value per channel, received ${formatShape(value.shape)}`,
      );
    }
  }
}

/** Inputs: x, weight, bias. Outputs: y, and the batch's mean and biased variance, through which no gradient flows. */
export const batchNormTrainingOp: OpDefinition<'batchNormTraining'> = {
  name: 'batchNormTraining',
  infer: ([input, weight, bias]) => {
    const x = input as Value;
    requireChannels('batchNormTraining', x, [weight as Value, bias as Value]);
    const statistics = { dtype: 'float32', shape: [x.shape[1] as Dim] } as const;
    return [{ dtype: 'float32', shape: x.shape }, statistics, statistics];
  },
  gradient: (node, [cotangent]) => {
    if (cotangent === undefined) return [undefined, undefined, undefined];
    const [x, weight] = node.inputs as readonly [Value, Value, Value];
    const [, centre, variance] = node.outputs as readonly [Value, Value, Value];
    const inverse = reciprocal(sqrt(add(variance, node.attributes.epsilon)));
    const dbias = sum(cotangent, { axes: [0, 2, 3] });
    const dweight = mul(inverse, sub(dotPerChannel(cotangent, x), mul(centre, dbias)));
    // dx = a·dy + (b·x + c) with one a, b, c per channel.
    const count = extent(x, [0, 2, 3]);
    const a = mul(weight, inverse);
    const b = neg(div(mul(mul(a, inverse), dweight), count));
    const c = neg(add(div(mul(a, dbias), count), mul(b, centre)));
    return [add(mul(cotangent, perChannel(a)), affine(x, b, c)), dweight, dbias];
  },
};

/** Inputs: x, weight, bias, mean, variance. */
export const batchNormInferenceOp: OpDefinition<'batchNormInference'> = {
  name: 'batchNormInference',
  infer: ([x, ...statistics]) => {
    requireChannels('batchNormInference', x as Value, statistics as readonly Value[]);
    return [{ dtype: 'float32', shape: (x as Value).shape }];
  },
  gradient: (node, [cotangent]) => {
    const [x, weight, , centre, variance] = node.inputs as readonly [Value, Value, Value, Value, Value];
    const dy = cotangent as Value;
    const inverse = reciprocal(sqrt(add(variance, node.attributes.epsilon)));
    const dbias = sum(dy, { axes: [0, 2, 3] });
    const dweight = mul(inverse, sub(dotPerChannel(dy, x), mul(centre, dbias)));
    return [mul(dy, perChannel(mul(weight, inverse))), dweight, dbias, undefined, undefined];
  },
};

/** `scale·x + shift` per channel: a depthwise convolution of one tap does it in one pass over memory. */
const affine = (x: Value, scale: Value, shift: Value): Value => {
  const channels = x.shape[1] as number;
  return conv2d(x, reshape(scale, [channels, 1, 1, 1]), { bias: shift, groups: channels });
};

/** `Σ a·b` over pictures and pixels, per channel: dot products read each operand once and write nothing large. */
function dotPerChannel(a: Value, b: Value): Value {
  const [n, c, h, w] = a.shape as readonly [Dim, Dim, Dim, Dim];
  const rows = [n, c, 1, multiplyDims(h, w)];
  const dots = matMul(reshape(a, rows), reshape(b, rows), { transposeB: true });
  return reshape(sum(dots, { axes: [0], keepDims: true }), [c]);
}

/** Batch normalisation with running statistics: `(x − mean) / √(variance + ε) · weight + bias` per channel. */
export const batchNormInference = (
  x: Value,
  parameters: { weight: Value; bias: Value; mean: Value; variance: Value },
  epsilon = 1e-5,
): Value =>
  applyOne(
    batchNormInferenceOp,
    [x, parameters.weight, parameters.bias, parameters.mean, parameters.variance],
    { epsilon },
  );

/**
 * Batch normalisation with the statistics of the batch. `mean` and `variance` (unbiased, as PyTorch stores it) are for
 * the running statistics; no gradient flows through them.
 */
export function batchNormTraining(
  x: Value,
  parameters: { weight: Value; bias: Value },
  epsilon = 1e-5,
): { y: Value; mean: Value; variance: Value } {
  const [y, centre, variance] = apply(batchNormTrainingOp, [x, parameters.weight, parameters.bias], {
    epsilon,
  }) as readonly [Value, Value, Value];
  const count = productOfDims([x.shape[0] as Dim, x.shape[2] as Dim, x.shape[3] as Dim]);
  if (typeof count !== 'number')
    throw new ShapeError('batchNormTraining', `needs known sizes, received ${formatShape(x.shape)}`);
  return { y, mean: centre, variance: mul(variance, count / Math.max(1, count - 1)) };
}

/** `(x − mean) / √(variance + ε)` over the given axes. */
export function standardise(x: Value, axes: readonly number[], epsilon = 1e-5): Value {
  const centred = sub(x, mean(x, { axes, keepDims: true }));
  const deviation = sqrt(add(mean(square(centred), { axes, keepDims: true }), epsilon));
  return div(centred, deviation);
}

interface Affine {
  readonly weight?: Value;
  readonly bias?: Value;
}

const scaleAndShift = (x: Value, { weight, bias }: Affine, shape: (value: Value) => Value): Value => {
  const scaled = weight ? mul(x, shape(weight)) : x;
  return bias ? add(scaled, shape(bias)) : scaled;
};

/** Each channel of each picture standardised by itself, with an optional weight and bias per channel. */
export const instanceNorm = (x: Value, parameters: Affine = {}, epsilon = 1e-5): Value =>
  scaleAndShift(standardise(x, [2, 3], epsilon), parameters, perChannel);

/** Channels in `groups` groups, each group of each picture standardised together. Sizes must be known. */
export function groupNorm(x: Value, groups: number, parameters: Affine = {}, epsilon = 1e-5): Value {
  const [n, c, h, w] = x.shape as readonly [Dim, number, Dim, Dim];
  if (c % groups !== 0)
    throw new ShapeError('groupNorm', `${c} channels do not divide into ${groups} groups`);
  const grouped = standardise(reshape(x, [n, groups, c / groups, h, w]), [2, 3, 4], epsilon);
  return scaleAndShift(reshape(grouped, x.shape), parameters, perChannel);
}

/** The last axis standardised, with an optional weight and bias over it. */
export const layerNorm = (x: Value, parameters: Affine = {}, epsilon = 1e-5): Value =>
  scaleAndShift(standardise(x, [x.shape.length - 1], epsilon), parameters, (value) => value);
