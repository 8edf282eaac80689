import { relu, type Value } from '@celltally/engine';
import { batchNorm, convolution, type Scope } from '@celltally/nn';

/** 3x3 convolution with bias, batch normalisation, ReLU: tensors `0.*` and `1.*`. */
export const convolutionBlock = (scope: Scope, x: Value, out: number): Value =>
  relu(batchNorm(scope.child(1), convolution(scope.child(0), x, { out })));

/** One level of a U-Net: two convolution blocks, `[N, C, H, W]` to `[N, out, H, W]`. */
export const doubleConvolution = (scope: Scope, x: Value, out: number): Value =>
  convolutionBlock(scope.child(1), convolutionBlock(scope.child(0), x, out), out);
