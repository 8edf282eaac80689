import { concat, maxPool2d, relu, type Value } from '@celltally/engine';
import { batchNorm, convolution, type Scope } from '@celltally/nn';
import { requireWidth } from '../require-width.js';
import { transposedConvolution } from '../transposed-convolution.js';
import { selfAttention } from './self-attention.js';

export type SauNetOptions = {
  /** Channels of the first level; every level below has twice as many. Default 32. */
  readonly width: number;
  /** The coarsest level passes through self-attention. Default true. */
  readonly selfAttention: boolean;
};

/** Levels of the encoder; the picture is halved between them. */
const LEVELS = 4;

/**
 * SAU-Net: image `[N, C, H, W]` to one linear map `[N, 1, H, W]`, H and W multiples of 8. A U-Net of four levels whose
 * coarsest one attends to itself. Normalisation follows the rectifier.
 */
export function sauNet(scope: Scope, image: Value, options: SauNetOptions): Value {
  const { width } = options;
  requireWidth('sau-net', width);
  const normalised = (at: Scope, x: Value): Value => batchNorm(at.child(1), relu(x));
  const level = (at: Scope, x: Value, out: number): Value =>
    [0, 1].reduce<Value>(
      (y, layer) => normalised(at.child(layer), convolution(at.child(layer).child(0), y, { out })),
      x,
    );
  const skips: Value[] = [];
  let x = image;
  for (let depth = 0; depth < LEVELS; depth++) {
    if (depth > 0) x = maxPool2d(x, 2);
    x = level(scope.child('enc').child(depth), x, width * 2 ** depth);
    skips.push(x);
  }
  if (options.selfAttention) x = selfAttention(scope.child('attention'), x);
  for (let step = 0; step < LEVELS - 1; step++) {
    const depth = LEVELS - 2 - step;
    const out = width * 2 ** depth;
    const at = scope.child('up').child(step);
    const raised = transposedConvolution(at.child(0), x, { out, kernel: 2, stride: 2 });
    const joined = concat([skips[depth]!, normalised(at, raised)], 1);
    x = level(scope.child('dec').child(step), joined, out);
  }
  return convolution(scope.child('head'), x, { out: 1, kernel: 1 });
}
