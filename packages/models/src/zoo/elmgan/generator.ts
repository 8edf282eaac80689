import {
  adaptiveAveragePool2d,
  add,
  concat,
  instanceNorm,
  leakyRelu,
  mul,
  reshape,
  tanh,
  type Value,
} from '@celltally/engine';
import { convolution, dropout, type Scope } from '@celltally/nn';
import type { Prediction } from '../../architecture.js';
import { compressed } from '../pix2pix/compress.js';
import { onDarkGround } from '../pix2pix/dark-ground.js';
import { ENCODER_STRIDE, LEAK, pix2pixEncoder } from '../pix2pix/encoder.js';
import { evenConvolution } from '../pix2pix/even-convolution.js';
import { requireDropout } from '../require-dropout.js';
import { requireSize } from '../require-size.js';
import { requireWidth } from '../require-width.js';
import { foldUpsampling } from './fold-upsampling.js';
import type { ElmganOptions } from './options.js';

/** Channels that each step of the decoder raises, as multiples of the width; dropout follows the first two. */
const RAISED = [8, 8, 4, 2, 1] as const;
const DROPPED = 2;
/** Side of the grid on which cells are counted. */
const COUNT_GRID = 8;

/** The features of ELMGAN's generator: `half` `[N, 2·width, H/2, W/2]`, `coarse` `[N, 8·width, H/64, W/64]`. */
export interface Features {
  readonly half: Value;
  readonly coarse: Value;
}

type GeneratorOptions = Pick<ElmganOptions, 'width' | 'dropout' | 'compression' | 'darkGround'>;

/** Encoder, and decoder by fold upsampling with skips. */
export function features(
  scope: Scope,
  image: Value,
  { width, dropout: rate, compression, darkGround }: GeneratorOptions,
): Features {
  const seen = compressed('elmgan', darkGround ? onDarkGround(image) : image, compression);
  const skips = pix2pixEncoder(scope.child('enc'), seen, { width, dropout: rate });
  const coarse = skips.pop() as Value;
  let x = coarse;
  RAISED.forEach((multiple, step) => {
    const at = scope.child('dec').child(step);
    x = leakyRelu(instanceNorm(foldUpsampling(at, x, { out: width * multiple, scale: 2 })), LEAK);
    if (step < DROPPED && rate > 0) x = dropout(at, x, rate);
    x = concat([x, skips.pop() as Value], 1);
  });
  return { half: x, coarse };
}

/** Averages to a grid of 8x8 and one convolution over all of it: one number each, `[N]`. H and W must be known. */
export function countHead(scope: Scope, coarse: Value): Value {
  const grid = adaptiveAveragePool2d(coarse, COUNT_GRID, COUNT_GRID);
  const count = convolution(scope, grid, { out: 1, kernel: COUNT_GRID, padding: 0 });
  return reshape(count, [count.shape[0] as number]);
}

/** A 4x4 convolution and fold upsampling: `[N, C, H/2, W/2]` to `[N, out, H, W]` in [-1, 1]. */
export function mapHead(scope: Scope, half: Value, out: number): Value {
  const narrow = evenConvolution(scope.child(0), half, { out: (half.shape[1] as number) / 4 });
  return tanh(foldUpsampling(scope.child(1), narrow, { out, scale: 2 }));
}

/**
 * ELMGAN's generator (LFMMG): image `[N, C, H, W]` to a map `[N, 1, H, W]` in [0, 1], which is `(tanh + 1) / 2`, and the
 * cells of each picture, `[N]`. H and W must be known, multiples of 64.
 */
export function generator(scope: Scope, image: Value, options: GeneratorOptions): Prediction {
  requireWidth('elmgan', options.width, 2);
  requireDropout('elmgan', options.dropout);
  requireSize('elmgan', image, ENCODER_STRIDE);
  const { half, coarse } = features(scope, image, options);
  const map = mapHead(scope.child('head'), half, 1);
  return { map: mul(add(map, 1), 0.5), count: countHead(scope.child('count'), coarse) };
}
