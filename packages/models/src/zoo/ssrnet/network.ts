import { concat, conv2d, instanceNorm, leakyRelu, type Value } from '@celltally/engine';
import { convolution, type Scope, torchDefault } from '@celltally/nn';
import type { Prediction } from '../../architecture.js';
import { ArchitectureOptionError } from '../../errors.js';
import { compressed } from '../pix2pix/compress.js';
import { onDarkGround } from '../pix2pix/dark-ground.js';
import { ENCODER_STRIDE, LEAK, pix2pixEncoder } from '../pix2pix/encoder.js';
import { requireDropout } from '../require-dropout.js';
import { requireSize } from '../require-size.js';
import { requireWidth } from '../require-width.js';
import { countHead } from './count-head.js';
import { decoder, STEPS, UPSAMPLINGS, type Upsampling } from './decoder.js';
import { mapHead } from './map-head.js';

export type SsrnetOptions = {
  /** Channels of the encoder's first stage. Default 64. */
  readonly width: number;
  /** How the decoder enlarges. Default `ssr`, the network's own. */
  readonly upsampling: Upsampling;
  /** How much a step of the decoder enlarges: 32 at once, or 2, five times. Default 32. */
  readonly step: number;
  /** Probability with which coarse features are dropped in training, below 1; 0 drops none. Default 0.5. */
  readonly dropout: number;
  /**
   * How much brightness is compressed before all else, for pictures on black whose cells are dim and bright:
   * `log(1 + k·x) / log(1 + k)`. Default 0, not at all.
   */
  readonly compression: number;
  /** Pictures on bright ground, whose mean is above half, become their negatives before all else. Default false. */
  readonly darkGround: boolean;
  /**
   * Whether the rectifier of the map leaks, as in the script by which the authors count operations; that by which they
   * train does not, and there a mask that has become zero stays so. Default true.
   */
  readonly leakyMap: boolean;
};

/** Side of the grid on which cells are counted. */
const COUNT_GRID = 32;

/**
 * SSRNet: image `[N, C, H, W]` to a map `[N, 1, H, W]` and the cells of each picture, `[N]`. H and W must
 * be known, multiples of 64.
 */
export function ssrnet(
  scope: Scope,
  image: Value,
  { width, upsampling, step, dropout, compression, darkGround, leakyMap }: SsrnetOptions,
): Prediction {
  requireWidth('ssrnet', width);
  requireDropout('ssrnet', dropout);
  requireChoice('upsampling', UPSAMPLINGS, upsampling);
  requireChoice('step', STEPS, step);
  requireSize('ssrnet', image, ENCODER_STRIDE);

  const seen = compressed('ssrnet', darkGround ? onDarkGround(image) : image, compression);
  const features = pix2pixEncoder(scope.child('enc'), seen, { width, dropout });
  const out = 4 * width;
  const narrow = scope.child('u').parameter('weight', [width, out, 1, 1], torchDefault);
  const raised = decoder(scope.child('dec'), features.at(-1) as Value, {
    out,
    upsampling,
    step,
    after: (y) => conv2d(y, narrow),
  });
  const skip = convolution(scope.child('s'), features[0] as Value, { out: width, kernel: 1, bias: false });
  const both = concat([leakyRelu(instanceNorm(raised), LEAK), leakyRelu(skip, LEAK)], 1);
  return {
    map: mapHead(scope.child('seg'), both, leakyMap ? LEAK : 0),
    count: countHead(scope.child('count'), both, COUNT_GRID),
  };
}

function requireChoice<T extends number | string>(option: string, known: readonly T[], value: T): void {
  if (known.includes(value)) return;
  throw new ArchitectureOptionError('ssrnet', option, `one of ${known.join(', ')}`, value);
}
