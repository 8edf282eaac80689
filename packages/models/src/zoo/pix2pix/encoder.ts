import { instanceNorm, leakyRelu, type Value } from '@celltally/engine';
import { convolution, dropout, type Scope } from '@celltally/nn';

/** Slope of the leaky rectifiers of pix2pix and of the networks derived from it. */
export const LEAK = 0.2;

/** Channels of the stages as multiples of the first stage's. */
const WIDTHS = [1, 2, 4, 8, 8, 8] as const;
const NORMALISED = [false, true, true, true, true, false] as const;
const DROPPED = [false, false, false, false, true, true] as const;

/** The published probability with which features are dropped. */
export const DROPOUT = 0.5;

/** What the encoder divides height and width by: sizes must be multiples of it. */
export const ENCODER_STRIDE = 2 ** WIDTHS.length;

/**
 * The first six of the eight stages of pix2pix's encoder, which SSRNet and ELMGAN share: each a 4x4 convolution of
 * stride 2 without bias, instance normalisation (stages 2 to 5), leaky rectifier and, if its rate is above 0, dropout
 * (stages 5 and 6). `[N, C, H, W]` to the six features, `[N, width, H/2, W/2]` down to `[N, 8·width, H/64, W/64]`.
 */
export function pix2pixEncoder(
  scope: Scope,
  image: Value,
  { width, dropout: rate }: { readonly width: number; readonly dropout: number },
): Value[] {
  const features: Value[] = [];
  let x = image;
  WIDTHS.forEach((multiple, stage) => {
    const at = scope.child(stage);
    x = convolution(at, x, { out: width * multiple, kernel: 4, stride: 2, padding: 1, bias: false });
    x = leakyRelu(NORMALISED[stage] ? instanceNorm(x) : x, LEAK);
    if (DROPPED[stage] && rate > 0) x = dropout(at, x, rate);
    features.push(x);
  });
  return features;
}
