import { relu, type Value } from '@celltally/engine';
import type { Scope } from '@celltally/nn';
import { type CsrnetOptions, csrnetFeatures } from '../csrnet/features.js';
import { transposedConvolution } from '../transposed-convolution.js';

/** Channels of the transposed convolutions before the last, which has one, over the width. */
const UP = [1 / 2, 1 / 4] as const;
const DOUBLING = { kernel: 4, stride: 2, padding: 1 } as const;

/**
 * U-CSRNet: the features of CSRNet, enlarged to the size of the picture by three transposed convolutions. Image
 * `[N, C, H, W]` to one linear map `[N, 1, H, W]`, H and W multiples of 8.
 */
export function uCsrnet(scope: Scope, image: Value, options: CsrnetOptions): Value {
  const up = scope.child('up');
  const raised = UP.reduce<Value>(
    (x, share, step) =>
      relu(transposedConvolution(up.child(step), x, { out: options.width * share, ...DOUBLING })),
    csrnetFeatures('u-csrnet', scope, image, options),
  );
  return transposedConvolution(up.child(UP.length), raised, { out: 1, ...DOUBLING });
}
