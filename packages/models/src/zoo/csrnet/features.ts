import { relu, type Value } from '@celltally/engine';
import { batchNorm, convolution, heNormal, type Scope } from '@celltally/nn';
import { requireMultiple } from '../require-multiple.js';
import { requireWidth } from '../require-width.js';
import { VGG16, vggTrunk } from '../vgg/vgg.js';

export type CsrnetOptions = {
  /** Channels of the first convolution, a multiple of 4; the widest ones have eight times as many. Default 64. */
  readonly width: number;
  /** Batch normalisation after every convolution but the last ones, which trains better from scratch. Default false. */
  readonly batchNorm: boolean;
};

/** What the poolings of the front divide height and width by. */
export const STRIDE = 8;

/** Names of the front's tensors begin with this. */
export const FRONT = 'front';

const FRONT_STAGES = VGG16.slice(0, 4);
/** Channels of the dilated convolutions, over the width. */
const BACK = [8, 8, 8, 4, 2, 1] as const;
const DILATION = 2;

/**
 * The features of CSRNet: `[N, C, H, W]` to `[N, width, H/8, W/8]`, H and W multiples of 8. The ten first convolutions of
 * VGG-16, then six of dilation 2, which see far without another pooling.
 */
export function csrnetFeatures(
  architecture: string,
  scope: Scope,
  image: Value,
  { width, batchNorm: normalise }: CsrnetOptions,
): Value {
  requireWidth(architecture, width, 4);
  requireMultiple(architecture, image, STRIDE);
  let x = vggTrunk(scope.child(FRONT), image, { stages: FRONT_STAGES, width, batchNorm: normalise });
  BACK.forEach((multiple, index) => {
    const at = scope.child('back').child(index);
    x = convolution(at.child(0), x, {
      out: width * multiple,
      padding: DILATION,
      dilation: DILATION,
      initialise: heNormal,
    });
    if (normalise) x = batchNorm(at.child(1), x);
    x = relu(x);
  });
  return x;
}
