import type { Value } from '../graph/value.js';
import { countL1 } from '../losses/count.js';
import { bceWithLogits, l1, mse, smoothL1 } from '../losses/pixel.js';
import * as activation from '../ops/activation.js';
import { adaptiveAveragePool2d, globalMaxPool } from '../ops/adaptive-pool.js';
import { add, div, mul } from '../ops/arithmetic.js';
import { averagePool2d, upsampleNearest } from '../ops/average-pool.js';
import { conv2d, convTranspose2d } from '../ops/convolution.js';
import { gridSample } from '../ops/grid-sample.js';
import { concat } from '../ops/join.js';
import { transpose } from '../ops/layout.js';
import { matMul } from '../ops/linear.js';
import { maxPool2d } from '../ops/max-pool.js';
import * as normalisation from '../ops/normalisation.js';
import { pad, slice } from '../ops/part.js';
import { max, mean, softmax, sum } from '../ops/reduce.js';
import { constant } from '../ops/source.js';
import { depthToSpace } from '../ops/space.js';
import { upsampleBilinear } from '../ops/upsample-bilinear.js';
import type { Tensor } from '../tensor.js';

type Inputs = Readonly<Record<string, Value>>;
type Attributes = Readonly<Record<string, unknown>>;

/** The differentiable result, and others that the golden file records under the given names. */
export interface GoldenResult {
  readonly y: Value;
  readonly others?: Readonly<Record<string, Value>>;
}

type Build = (
  inputs: Inputs,
  attributes: Attributes,
  tensor: (name: string) => Tensor,
) => Value | GoldenResult;

const x = (inputs: Inputs): Value => inputs.x as Value;
const pair = (inputs: Inputs): [Value, Value] => [inputs.a as Value, inputs.b as Value];
const affine = ({ weight, bias }: Inputs): { weight: Value; bias: Value } => ({
  weight: weight as Value,
  bias: bias as Value,
});
const number = (attributes: Attributes, name: string): number => attributes[name] as number;
const unary =
  (op: (value: Value) => Value): Build =>
  (inputs) =>
    op(x(inputs));
const loss =
  (op: (prediction: Value, target: Value) => Value): Build =>
  ({ prediction, target }) =>
    op(prediction as Value, target as Value);

/** The golden file keeps roots, logarithms and quotients away from their poles by |x| + 1/2. */
const positive = (value: Value): Value => add(activation.abs(value), 0.5);

/** The running statistics start at 0 and 1, and the file holds them after one update. */
function batchNormOfBatch(inputs: Inputs, attributes: Attributes): GoldenResult {
  const momentum = number(attributes, 'momentum');
  const {
    y,
    mean: centre,
    variance,
  } = normalisation.batchNormTraining(x(inputs), affine(inputs), number(attributes, 'epsilon'));
  const runningVar = add(mul(variance, momentum), 1 - momentum);
  return { y, others: { runningMean: mul(centre, momentum), runningVar } };
}

const batchNormOfPopulation: Build = (inputs, attributes, tensor) =>
  normalisation.batchNormInference(
    x(inputs),
    {
      ...affine(inputs),
      mean: constant(tensor('runningMean')),
      variance: constant(tensor('runningVar')),
    },
    number(attributes, 'epsilon'),
  );

/** How each op of the golden file is said in our words. */
export const goldenOps: Readonly<Record<string, Build>> = {
  conv2d: ({ x, w, b }, attributes) =>
    conv2d(x as Value, w as Value, {
      bias: b as Value,
      stride: number(attributes, 'stride'),
      padding: attributes.padding as [number, number],
      dilation: number(attributes, 'dilation'),
      groups: number(attributes, 'groups'),
    }),
  convTranspose2d: ({ x, w, b }, attributes) =>
    convTranspose2d(x as Value, w as Value, {
      bias: b as Value,
      stride: number(attributes, 'stride'),
      padding: number(attributes, 'padding'),
      outputPadding: number(attributes, 'outputPadding'),
    }),
  batchNorm2d: (inputs, attributes, tensor) =>
    attributes.training
      ? batchNormOfBatch(inputs, attributes)
      : batchNormOfPopulation(inputs, attributes, tensor),
  instanceNorm2d: (inputs, attributes) =>
    normalisation.instanceNorm(x(inputs), affine(inputs), number(attributes, 'epsilon')),
  groupNorm: (inputs, attributes) =>
    normalisation.groupNorm(
      x(inputs),
      number(attributes, 'groups'),
      affine(inputs),
      number(attributes, 'epsilon'),
    ),
  layerNorm: (inputs, attributes) =>
    normalisation.layerNorm(x(inputs), affine(inputs), number(attributes, 'epsilon')),
  maxPool2d: (inputs, attributes) =>
    maxPool2d(x(inputs), number(attributes, 'kernel'), {
      stride: number(attributes, 'stride'),
      padding: number(attributes, 'padding'),
    }),
  avgPool2d: (inputs, attributes) =>
    averagePool2d(x(inputs), number(attributes, 'kernel'), {
      stride: number(attributes, 'stride'),
      padding: number(attributes, 'padding'),
    }),
  adaptiveAvgPool2d: (inputs, { size }) => adaptiveAveragePool2d(x(inputs), ...(size as [number, number])),
  globalMaxPool: unary(globalMaxPool),
  upsample: (inputs, { mode, scale, alignCorners }) =>
    mode === 'nearest'
      ? upsampleNearest(x(inputs), scale as number)
      : upsampleBilinear(x(inputs), scale as number, alignCorners as boolean),
  pixelShuffle: (inputs, { scale }) => depthToSpace(x(inputs), scale as number),
  gridSample: (inputs, { paddingMode, alignCorners }) =>
    gridSample(x(inputs), inputs.grid as Value, {
      padding: paddingMode as 'zeros' | 'border',
      alignCorners: alignCorners as boolean,
    }),
  relu: unary(activation.relu),
  leakyRelu: (inputs, { slope }) => activation.leakyRelu(x(inputs), slope as number),
  sigmoid: unary(activation.sigmoid),
  tanh: unary(activation.tanh),
  softplus: unary(activation.softplus),
  gelu: unary(activation.gelu),
  silu: unary(activation.silu),
  abs: unary(activation.abs),
  exp: unary(activation.exp),
  sqrt: (inputs) => activation.sqrt(positive(x(inputs))),
  log: (inputs) => activation.log(positive(x(inputs))),
  softmax: (inputs, { axis }) => softmax(x(inputs), axis as number),
  add: (inputs) => add(...pair(inputs)),
  mul: (inputs) => mul(...pair(inputs)),
  div: ({ a, b }) => div(a as Value, positive(b as Value)),
  matMul: (inputs, { transposeB }) =>
    matMul(...pair(inputs), { transposeB: (transposeB as boolean) ?? false }),
  concat: (inputs, { axis }) => concat(pair(inputs), axis as number),
  slice: (inputs, attributes) => slice(x(inputs), attributes as unknown as Parameters<typeof slice>[1]),
  pad: (inputs, { mode, left, right, top, bottom }) =>
    pad(x(inputs), {
      mode: mode as 'constant',
      before: [0, 0, top as number, left as number],
      after: [0, 0, bottom as number, right as number],
    }),
  transpose: (inputs, { perm }) => transpose(x(inputs), perm as number[]),
  reduce: (inputs, { kind }) => {
    const value = x(inputs);
    switch (kind) {
      case 'sum':
        return sum(value, { axes: [2, 3], keepDims: true });
      case 'mean':
        return mean(value, { axes: [0, 2, 3] });
      case 'max':
        return max(value, { axes: [1], keepDims: true });
      default:
        return mean(value, { axes: [1], keepDims: true });
    }
  },
  mse: loss(mse),
  l1: loss(l1),
  smoothL1: loss(smoothL1),
  bceWithLogits: loss(bceWithLogits),
  countL1: ({ z, count }) => countL1(z as Value, count as Value),
};
