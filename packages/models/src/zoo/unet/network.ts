import { concat, maxPool2d, sum, upsampleNearest, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import type { Prediction } from '../../architecture.js';
import { cellsByPlace } from '../cells-by-place.js';
import { requireWidth } from '../require-width.js';
import { convolutionBlock, doubleConvolution } from './double-convolution.js';

export type UNetOptions = {
  /** Channels of the first level; every level below has twice as many. Default 64. */
  readonly width: number;
  /** Whether the coarsest features say a number of cells beside the map. Default false. */
  readonly countHead: boolean;
};

/** Levels of the encoder; the picture is halved between them. */
const LEVELS = 5;

type Widths = Pick<UNetOptions, 'width'>;

/** The encoder: the features of every level, the picture's own size first. */
function descend(scope: Scope, image: Value, { width }: Widths): readonly Value[] {
  requireWidth('unet', width);
  const levels: Value[] = [];
  for (let level = 0; level < LEVELS; level++) {
    const x = level === 0 ? image : maxPool2d(levels.at(-1) as Value, 2);
    levels.push(doubleConvolution(scope.child('enc').child(level), x, width * 2 ** level));
  }
  return levels;
}

/** The decoder: the features of every level to a map. */
function ascend(scope: Scope, levels: readonly Value[], { width }: Widths): Value {
  let x = levels.at(-1) as Value;
  for (let step = 0; step < LEVELS - 1; step++) {
    const level = LEVELS - 2 - step;
    const channels = width * 2 ** level;
    const up = convolutionBlock(scope.child('up').child(step).child(1), upsampleNearest(x, 2), channels);
    x = doubleConvolution(scope.child('dec').child(step), concat([levels[level]!, up], 1), channels);
  }
  return convolution(scope.child('head'), x, { out: 1, kernel: 1 });
}

/**
 * U-Net with batch normalisation and nearest upsampling, the baseline that the cell counting papers compare with:
 * image `[N, C, H, W]` to one linear map `[N, 1, H, W]`, H and W multiples of 16.
 */
export const unet = (scope: Scope, image: Value, widths: Widths): Value =>
  ascend(scope, descend(scope, image, widths), widths);

/** The same network with, where `countHead` asks for it, the cells of each picture, `[N]`. */
export function countingUnet(scope: Scope, image: Value, { width, countHead }: UNetOptions): Prediction {
  const levels = descend(scope, image, { width });
  const map = ascend(scope, levels, { width });
  if (!countHead) return { map };
  return { map, count: sum(cellsByPlace(scope.child('count'), levels.at(-1) as Value), { axes: [1, 2, 3] }) };
}
