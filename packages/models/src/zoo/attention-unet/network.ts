import { concat, maxPool2d, upsampleNearest, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import { requireWidth } from '../require-width.js';
import { convolutionBlock, doubleConvolution } from '../unet/double-convolution.js';
import { attentionGate } from './attention-gate.js';

export type AttentionUNetOptions = {
  /** Channels of the first level, an even number; every level below has twice as many. Default 64. */
  readonly width: number;
};

/** Levels of the encoder; the picture is halved between them. */
const LEVELS = 5;

/**
 * The U-Net of `unet` with a gate on every skip: image `[N, C, H, W]` to one linear map `[N, 1, H, W]`, H and W multiples
 * of 16. The features that come up decide which of the skipped ones pass.
 */
export function attentionUnet(scope: Scope, image: Value, { width }: AttentionUNetOptions): Value {
  requireWidth('attention-unet', width, 2);
  const skips: Value[] = [];
  let x = image;
  for (let level = 0; level < LEVELS; level++) {
    if (level > 0) x = maxPool2d(x, 2);
    x = doubleConvolution(scope.child('enc').child(level), x, width * 2 ** level);
    skips.push(x);
  }
  for (let step = 0; step < LEVELS - 1; step++) {
    const level = LEVELS - 2 - step;
    const channels = width * 2 ** level;
    const up = convolutionBlock(scope.child('up').child(step).child(1), upsampleNearest(x, 2), channels);
    const passed = attentionGate(scope.child('gate').child(step), up, skips[level]!, channels / 2);
    x = doubleConvolution(scope.child('dec').child(step), concat([passed, up], 1), channels);
  }
  return convolution(scope.child('head'), x, { out: 1, kernel: 1 });
}
