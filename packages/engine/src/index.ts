/**
 * Graphs are built by applying ops to values, differentiated, compiled to ONNX and run on a device:
 *
 *     const x = input('x', [2, 3]);
 *     const loss = mean(square(x));
 *     const [dx] = gradients(loss, [x]);
 *     const device = await openDevice('cpu');
 *     const program = await device.load(compile({ outputs: { loss, dx } }));
 *     const result = await program.run({ x: floats([2, 3], [1, 2, 3, 4, 5, 6]) });
 */

export { deviceNames, openDevice } from '#platform';
export { gradients } from './autodiff/gradient.js';
export { type CompileOptions, compile, OPSET } from './compile.js';
export { allocate, bytesPerElement, type DType, type DTypeArrays, type TensorData } from './dtype.js';
export * from './errors.js';
export { topologicalOrder } from './graph/topology.js';
export type { Node, OpDefinition, TensorType, Value } from './graph/value.js';
export { countL1 } from './losses/count.js';
export { dice } from './losses/dice.js';
export { bceWithLogits, l1, mse, smoothL1 } from './losses/pixel.js';
export {
  abs,
  cast,
  clip,
  erf,
  exp,
  floor,
  gelu,
  leakyRelu,
  log,
  reciprocal,
  relu,
  relu6,
  sigmoid,
  silu,
  softplus,
  sqrt,
  step,
  stopGradient,
  tanh,
} from './ops/activation.js';
export { adaptiveAveragePool2d, globalAveragePool, globalMaxPool } from './ops/adaptive-pool.js';
export {
  add,
  and,
  div,
  equal,
  greater,
  less,
  maximum,
  minimum,
  mul,
  neg,
  type Operand,
  sign,
  square,
  sub,
  where,
} from './ops/arithmetic.js';
export type { OpAttributes, OpName } from './ops/attributes.js';
export { averagePool2d, upsampleNearest } from './ops/average-pool.js';
export { type ConvolutionOptions, conv2d, convTranspose2d } from './ops/convolution.js';
export { zerosLike } from './ops/fill.js';
export { gatherElements, scatterAddElements } from './ops/gather.js';
export { gridSample } from './ops/grid-sample.js';
export { concat, split } from './ops/join.js';
export { expand, reshape, transpose } from './ops/layout.js';
export { matMul } from './ops/linear.js';
export { maxPool2d } from './ops/max-pool.js';
export {
  batchNormInference,
  batchNormTraining,
  groupNorm,
  instanceNorm,
  layerNorm,
  standardise,
} from './ops/normalisation.js';
export { pad, slice } from './ops/part.js';
export { logSumExp, max, mean, type ReduceOptions, softmax, sum } from './ops/reduce.js';
export { constant, extent, input } from './ops/source.js';
export { depthToSpace, spaceToDepth } from './ops/space.js';
export { ops } from './ops/table.js';
export { upsampleBilinear } from './ops/upsample-bilinear.js';
export type { Padding, Pair, WindowOptions } from './ops/window.js';
export { type AdamOptions, adam, adamW } from './optim/adam.js';
export { clipNorm } from './optim/clip-norm.js';
export type { Optimiser, Update, UpdateInputs } from './optim/optimiser.js';
export {
  constantSchedule,
  cosineSchedule,
  cosineWarmRestarts,
  type Schedule,
  stepSchedule,
  warmUp,
} from './optim/schedule.js';
export { type SgdOptions, sgd } from './optim/sgd.js';
export type {
  CompiledProgram,
  Device,
  DeviceName,
  DeviceOptions,
  OpenDevice,
  Program,
  TensorSpec,
} from './runtime/device.js';
export { configureWasm, type WasmSettings } from './runtime/wasm-settings.js';
export { fromHalfBits, toHalfBits } from './safetensors/half.js';
export { readSafetensors, type TensorFile } from './safetensors/read.js';
export { type WriteOptions, writeSafetensors } from './safetensors/write.js';
export {
  addDims,
  type Dim,
  formatDim,
  formatShape,
  multiplyDims,
  productOfDims,
  type Shape,
  type SymbolicDim,
  sameDim,
  sameShape,
  staticShape,
  symbol,
} from './shape.js';
export {
  elementCount,
  filled,
  floatData,
  floats,
  integers,
  scalar,
  type Tensor,
  tensor,
  zeros,
} from './tensor.js';
