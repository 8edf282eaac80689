import { concat, maxPool2d, relu, upsampleNearest, type Value } from '@celltally/engine';
import { batchNorm, convolution, type Scope } from '@celltally/nn';
import { ArchitectureOptionError } from '../../errors.js';
import { requireWidth } from '../require-width.js';
import { doubleConvolution } from '../unet/double-convolution.js';
import { ghostCbam } from './ghost-cbam.js';
import { gradientAggregation } from './gradient-aggregation.js';
import { graphCorrelationAttention } from './graph-correlation-attention.js';

export type LiteUNetOptions = {
  /** Channels of the first level, a multiple of 4; every level below has twice as many. Default 32. */
  readonly width: number;
  /** Share of the differences in the difference convolutions, from 0 to 1. Default 0.7. */
  readonly theta: number;
  /** The first level is a gradient aggregation block; otherwise two plain convolutions. Default true. */
  readonly gradientAggregation: boolean;
  /** The other levels are ghost modules with attention; otherwise two plain convolutions each. Default true. */
  readonly ghostCbam: boolean;
  /** The coarsest level passes through graph correlation attention. Default true. */
  readonly graphCorrelationAttention: boolean;
  /** Size of a node's embedding in that attention. Default 32. */
  readonly attentionWidth: number;
};

/** Levels of the encoder; the picture is halved between them. */
const LEVELS = 5;
/** Groups of the convolutions after upsampling. */
const GROUPS = 4;

/** Lite-UNet: image `[N, C, H, W]` to one linear map `[N, 1, H, W]`, H and W multiples of 16. */
export function liteUnet(scope: Scope, image: Value, options: LiteUNetOptions): Value {
  const { width, theta, attentionWidth } = options;
  requireWidth('lite-unet', width, GROUPS);
  if (!(theta >= 0 && theta <= 1))
    throw new ArchitectureOptionError('lite-unet', 'theta', 'from 0 to 1', theta);
  if (!(Number.isSafeInteger(attentionWidth) && attentionWidth > 0)) {
    throw new ArchitectureOptionError(
      'lite-unet',
      'attentionWidth',
      'a positive whole number',
      attentionWidth,
    );
  }
  const block = options.ghostCbam ? ghostCbam : doubleConvolution;
  const encoder = scope.child('enc');
  let x = options.gradientAggregation
    ? gradientAggregation(encoder.child(0), image, { out: width, theta })
    : doubleConvolution(encoder.child(0), image, width);
  const skips: Value[] = [x];
  for (let level = 1; level < LEVELS; level++) {
    x = block(encoder.child(level), maxPool2d(x, 2), width * 2 ** level);
    skips.push(x);
  }
  if (options.graphCorrelationAttention) x = graphCorrelationAttention(scope.child('gca'), x, attentionWidth);
  for (let step = 0; step < LEVELS - 1; step++) {
    const level = LEVELS - 2 - step;
    const channels = width * 2 ** level;
    const up = scope.child('up').child(step);
    const enlarged = convolution(up.child(1), upsampleNearest(x, 2), { out: channels, groups: GROUPS });
    const raised = relu(batchNorm(up.child(2), enlarged));
    x = block(scope.child('dec').child(step), concat([skips[level]!, raised], 1), channels);
  }
  return convolution(scope.child('head'), x, { out: 1, kernel: 1 });
}
