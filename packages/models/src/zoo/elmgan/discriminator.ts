import { instanceNorm, leakyRelu, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import { LEAK } from '../pix2pix/encoder.js';
import { evenConvolution } from '../pix2pix/even-convolution.js';

/** Channels of the stages as multiples of the first stage's. */
const WIDTHS = [1, 2, 4, 8] as const;

/**
 * The discriminator of pix2pix (PatchGAN): four 4x4 convolutions of stride 2 with instance normalisation (all but the
 * first) and leaky rectifiers, and one more to a score. `[N, C, H, W]` to one score for each overlapping patch,
 * `[N, 1, H/16, W/16]`.
 */
export function patchDiscriminator(scope: Scope, sample: Value, width: number): Value {
  let x = sample;
  WIDTHS.forEach((multiple, stage) => {
    x = convolution(scope.child(stage), x, { out: width * multiple, kernel: 4, stride: 2, padding: 1 });
    x = leakyRelu(stage > 0 ? instanceNorm(x) : x, LEAK);
  });
  return evenConvolution(scope.child('head'), x, { out: 1, bias: false });
}
