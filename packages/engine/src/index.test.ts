import { expect, it } from 'vitest';
import * as engine from './index.js';

const exported = `
  CompileError DeviceError EngineError FeedError GradientError OPSET ShapeError TensorError
  TensorFileError abs adam adamW adaptiveAveragePool2d add addDims allocate and averagePool2d
  batchNormInference batchNormTraining bceWithLogits bytesPerElement cast clip clipNorm 
  compile concat configureWasm constant constantSchedule conv2d convTranspose2d cosineSchedule
  cosineWarmRestarts countL1 depthToSpace deviceNames dice div elementCount equal erf exp 
  expand extent filled floatData floats floor formatDim formatShape fromHalfBits
  gatherElements gelu globalAveragePool globalMaxPool gradients greater gridSample groupNorm input
  instanceNorm integers l1 layerNorm leakyRelu less log logSumExp matMul max
  maxPool2d maximum mean minimum mse mul multiplyDims neg openDevice ops pad productOfDims
  readSafetensors reciprocal relu relu6 reshape sameDim sameShape scalar
  scatterAddElements sgd sigmoid sign silu slice smoothL1 softmax softplus 
  spaceToDepth split sqrt square standardise staticShape step stepSchedule stopGradient
  sub sum symbol tanh tensor toHalfBits topologicalOrder transpose
  upsampleBilinear upsampleNearest warmUp where writeSafetensors zeros zerosLike
`;

it('exports these names, and no others', () => {
  expect(Object.keys(engine).sort()).toEqual(exported.trim().split(/\s+/));
});
