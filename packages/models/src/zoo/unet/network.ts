import { concat, maxPool2d, upsampleNearest, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import { requireWidth } from '../require-width.js';
import { convolutionBlock, doubleConvolution } from './double-convolution.js';

export type UNetOptions = {
  /** Channels of the first level; every level below has twice as many. Default 64. */
  readonly width: number;
};

/** Levels of the encoder; the picture is halved between them. */
const LEVELS = 5;

/**
 * U-Net with batch normalisation and nearest upsampling, the baseline that the cell counting papers compare with:
 * image `[N, C, H, W]` to one linear map `[N, 1, H, W]`, H and W multiples of 16.
 */
export function unet(scope: Scope, image: Value, { width }: UNetOptions): Value {
  requireWidth('unet', width);
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
    x = doubleConvolution(scope.child('dec').child(step), concat([skips[level]!, up], 1), channels);
  }
  return convolution(scope.child('head'), x, { out: 1, kernel: 1 });
}
