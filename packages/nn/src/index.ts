/**
 * Layers, initialisers, named parameters and the compiled training step:
 *
 *     const network = build((scope) => convolution(scope.child('head'), image, { out: 1 }), { training: true });
 *     const step = compileTrainingStep({ network, loss: mse(network.result, target), optimiser: adam() });
 */
export {
  ADVERSARY,
  type AdversarialSteps,
  type AdversarialStepsOptions,
  compileAdversarialSteps,
  type TurnOptions,
} from './adversarial-step.js';
export { NetworkError } from './errors.js';
export { type FlatLayout, flatLayout, flatten, initialVector, unflatten } from './flat.js';
export * from './initialise.js';
export { batchNorm, STATISTICS_SHARE } from './layers/batch-norm.js';
export { type ConvolutionLayerOptions, convolution, depthwise } from './layers/convolution.js';
export { dropout } from './layers/dropout.js';
export {
  type Built,
  build,
  type Declaration,
  type MaskDeclaration,
  parameterCount,
  type Scope,
} from './scope.js';
export {
  AVERAGE,
  BUFFERS,
  compileExport,
  compileInference,
  compileStatistics,
  compileTrainingStep,
  PARAMETERS,
  type TrainingStep,
  type TrainingStepOptions,
  updatedBuffers,
} from './training-step.js';
