import { CompileError } from '../../errors.js';
import type { OpName } from '../../ops/attributes.js';
import { conv2d, conv2dInputGradient } from './convolution.js';
import { cast, clip, leakyRelu, plain, step } from './elementwise.js';
import { conv2dKernelGradient } from './kernel-gradient.js';
import * as layout from './layout.js';
import { matMul } from './linear.js';
import type { Lowering } from './lowering.js';
import { maxPool2d, maxPool2dGradient } from './max-pool.js';
import { batchNormInference, batchNormTraining } from './normalisation.js';
import { reduceMax, reduceMean, reduceSum, softmax } from './reduce.js';
import * as sampling from './sampling.js';

/** Every primitive's ONNX form. Total over `OpAttributes`. */
export const lowerings: { readonly [K in OpName]: Lowering<K> } = {
  ...plain,
  // The encoder declares inputs itself, before anything reads them.
  input: (_, node) => {
    throw new CompileError(`input '${node.attributes.name}' is not among the declared inputs`);
  },
  constant: (emitter, node) => emitter.constant(node.attributes.tensor),
  extent: layout.extent,
  leakyRelu,
  step,
  clip,
  cast,
  reduceSum,
  reduceMean,
  reduceMax,
  softmax,
  reshape: layout.reshape,
  transpose: layout.transpose,
  expand: layout.expand,
  concat: layout.concat,
  split: layout.split,
  slice: layout.slice,
  pad: layout.pad,
  depthToSpace: layout.depthToSpace,
  spaceToDepth: layout.spaceToDepth,
  gatherElements: layout.gatherElements,
  scatterAddElements: layout.scatterAddElements,
  matMul,
  conv2d,
  conv2dInputGradient,
  conv2dKernelGradient,
  maxPool2d,
  maxPool2dGradient,
  averagePool2d: sampling.averagePool2d,
  upsampleNearest: sampling.upsampleNearest,
  upsampleBilinear: sampling.upsampleBilinear,
  gridSample: sampling.gridSample,
  batchNormTraining,
  batchNormInference,
};
