import { gradients } from '../autodiff/gradient.js';
import type { Value } from '../graph/value.js';
import * as activation from '../ops/activation.js';
import * as arithmetic from '../ops/arithmetic.js';
import type { OpName } from '../ops/attributes.js';
import { averagePool2d, upsampleNearest } from '../ops/average-pool.js';
import { conv2d } from '../ops/convolution.js';
import { gatherElements, scatterAddElements } from '../ops/gather.js';
import { gridSample } from '../ops/grid-sample.js';
import * as join from '../ops/join.js';
import * as layout from '../ops/layout.js';
import { matMul } from '../ops/linear.js';
import { maxPool2d } from '../ops/max-pool.js';
import { batchNormInference, batchNormTraining } from '../ops/normalisation.js';
import * as part from '../ops/part.js';
import { max, mean, softmax, sum } from '../ops/reduce.js';
import { constant, extent, input } from '../ops/source.js';
import * as space from '../ops/space.js';
import { upsampleBilinear } from '../ops/upsample-bilinear.js';
import { symbol } from '../shape.js';

const x = input('x', [2, 4, 6, 6]);
const kernel = input('kernel', [3, 4, 3, 3]);
const channels = input('channels', [4]);
const places = input('places', [2, 4, 6, 3], 'int64');
const other = input('other', [2, 4, 6, 6]);

const convolved = conv2d(x, kernel, { padding: 1 });
const [fromInput, fromKernel] = gradients(sum(convolved), [x, kernel]) as [Value, Value];

/** One application of every primitive. Total: a new primitive does not compile until it has one. */
export const opSamples: { readonly [K in OpName]: Value } = {
  input: x,
  constant: constant(1),
  extent: extent(input('free', [symbol('n'), 4]), [0]),
  neg: arithmetic.neg(x),
  abs: activation.abs(x),
  sign: arithmetic.sign(x),
  exp: activation.exp(x),
  log: activation.log(x),
  sqrt: activation.sqrt(x),
  reciprocal: activation.reciprocal(x),
  floor: activation.floor(x),
  step: activation.step(x),
  erf: activation.erf(x),
  sigmoid: activation.sigmoid(x),
  tanh: activation.tanh(x),
  softplus: activation.softplus(x),
  relu: activation.relu(x),
  leakyRelu: activation.leakyRelu(x),
  clip: activation.clip(x, 0, 6),
  cast: activation.cast(x, 'int32'),
  stopGradient: activation.stopGradient(x),
  add: arithmetic.add(x, other),
  sub: arithmetic.sub(x, other),
  mul: arithmetic.mul(x, other),
  div: arithmetic.div(x, other),
  maximum: arithmetic.maximum(x, other),
  minimum: arithmetic.minimum(x, other),
  equal: arithmetic.equal(x, other),
  less: arithmetic.less(x, other),
  greater: arithmetic.greater(x, other),
  and: arithmetic.and(arithmetic.less(x, other), arithmetic.greater(x, 0)),
  where: arithmetic.where(input('condition', [6], 'bool'), x, other),
  reduceSum: sum(x, { axes: [1], keepDims: true }),
  reduceMean: mean(x, { axes: [1], keepDims: true }),
  reduceMax: max(x, { axes: [1], keepDims: true }),
  reshape: layout.reshape(x, [8, 36]),
  transpose: layout.transpose(x, [0, 2, 3, 1]),
  expand: layout.expand(input('row', [1, 6]), [6, 6]),
  concat: join.concat([x, other], 1),
  split: join.split(x, 1, [1, 3])[0] as Value,
  slice: part.slice(x, { axes: [2], starts: [1], ends: [4] }),
  pad: part.pad(x, { before: [0, 0, 1, 1], after: [0, 0, 1, 1] }),
  depthToSpace: space.depthToSpace(x, 2),
  spaceToDepth: space.spaceToDepth(x, 2, 'DCR'),
  gatherElements: gatherElements(x, places, 3),
  scatterAddElements: scatterAddElements(input('updates', [2, 4, 6, 3]), places, 3, 6),
  matMul: matMul(x, other),
  conv2d: convolved,
  conv2dInputGradient: fromInput,
  conv2dKernelGradient: fromKernel,
  maxPool2d: maxPool2d(x, 2),
  maxPool2dGradient: gradients(sum(maxPool2d(x, 2)), [x])[0] as Value,
  averagePool2d: averagePool2d(x, 3),
  upsampleNearest: upsampleNearest(x, 2),
  upsampleBilinear: upsampleBilinear(x, 2),
  gridSample: gridSample(x, input('grid', [2, 5, 5, 2])),
  softmax: softmax(x),
  batchNormTraining: batchNormTraining(x, { weight: channels, bias: channels }).y,
  batchNormInference: batchNormInference(x, {
    weight: channels,
    bias: channels,
    mean: channels,
    variance: channels,
  }),
};
