import type { OpDefinition } from '../graph/value.js';
import * as activation from './activation.js';
import * as arithmetic from './arithmetic.js';
import type { OpName } from './attributes.js';
import { averagePool2dOp, upsampleNearestOp } from './average-pool.js';
import * as convolution from './convolution.js';
import * as gather from './gather.js';
import { gridSampleOp } from './grid-sample.js';
import * as join from './join.js';
import * as layout from './layout.js';
import { matMulOp } from './linear.js';
import { maxPool2dGradientOp, maxPool2dOp } from './max-pool.js';
import { batchNormInferenceOp, batchNormTrainingOp } from './normalisation.js';
import * as part from './part.js';
import * as reduce from './reduce.js';
import * as source from './source.js';
import * as space from './space.js';
import { upsampleBilinearOp } from './upsample-bilinear.js';

/** Every primitive with its definition. Total: a new name in `OpAttributes` does not compile until it stands here. */
export const ops: { readonly [K in OpName]: OpDefinition<K> } = {
  input: source.inputOp,
  constant: source.constantOp,
  extent: source.extentOp,
  neg: arithmetic.negOp,
  abs: activation.absOp,
  sign: arithmetic.signOp,
  exp: activation.expOp,
  log: activation.logOp,
  sqrt: activation.sqrtOp,
  reciprocal: activation.reciprocalOp,
  floor: activation.floorOp,
  step: activation.stepOp,
  erf: activation.erfOp,
  sigmoid: activation.sigmoidOp,
  tanh: activation.tanhOp,
  softplus: activation.softplusOp,
  relu: activation.reluOp,
  leakyRelu: activation.leakyReluOp,
  clip: activation.clipOp,
  cast: activation.castOp,
  stopGradient: activation.stopGradientOp,
  add: arithmetic.addOp,
  sub: arithmetic.subOp,
  mul: arithmetic.mulOp,
  div: arithmetic.divOp,
  maximum: arithmetic.maximumOp,
  minimum: arithmetic.minimumOp,
  equal: arithmetic.equalOp,
  less: arithmetic.lessOp,
  greater: arithmetic.greaterOp,
  and: arithmetic.andOp,
  where: arithmetic.whereOp,
  reduceSum: reduce.reduceSumOp,
  reduceMean: reduce.reduceMeanOp,
  reduceMax: reduce.reduceMaxOp,
  reshape: layout.reshapeOp,
  transpose: layout.transposeOp,
  expand: layout.expandOp,
  concat: join.concatOp,
  split: join.splitOp,
  slice: part.sliceOp,
  pad: part.padOp,
  depthToSpace: space.depthToSpaceOp,
  spaceToDepth: space.spaceToDepthOp,
  gatherElements: gather.gatherElementsOp,
  scatterAddElements: gather.scatterAddElementsOp,
  matMul: matMulOp,
  conv2d: convolution.conv2dOp,
  conv2dInputGradient: convolution.conv2dInputGradientOp,
  conv2dKernelGradient: convolution.conv2dKernelGradientOp,
  maxPool2d: maxPool2dOp,
  maxPool2dGradient: maxPool2dGradientOp,
  averagePool2d: averagePool2dOp,
  upsampleNearest: upsampleNearestOp,
  upsampleBilinear: upsampleBilinearOp,
  gridSample: gridSampleOp,
  softmax: reduce.softmaxOp,
  batchNormTraining: batchNormTrainingOp,
  batchNormInference: batchNormInferenceOp,
};
