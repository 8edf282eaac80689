import { ImagingError } from '../errors.js';
import type { Region } from '../image.js';
import { pixelAt } from '../pixel-at.js';
import type { Tile, TilePlan } from './plan-tiles.js';

/** The layout of a network's output beside its input. */
export interface OutputLayout {
  /** Default 1. */
  readonly channels?: number;
  /** Input pixels per output pixel and axis. Must divide the plan's `multipleOf`. Default 1. */
  readonly stride?: number;
}

/** The output of a whole picture, planar: sample (c, y, x) stands at `(c * height + y) * width + x`. */
export interface StitchedOutput {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly stride: number;
  readonly data: Float32Array;
}

/** An empty output of the size of the whole picture, for stitchTile to fill. */
export function createStitchedOutput(plan: TilePlan, layout: OutputLayout = {}): StitchedOutput {
  const { channels = 1, stride = 1 } = layout;
  if (!Number.isInteger(channels) || channels < 1) {
    throw new ImagingError(`channels must be a positive integer, but is ${channels}.`);
  }
  if (!Number.isInteger(stride) || stride < 1 || plan.multipleOf % stride !== 0) {
    throw new ImagingError(
      `stride must divide the plan's multipleOf of ${plan.multipleOf}, but is ${stride}.`,
    );
  }
  const width = Math.ceil(plan.width / stride);
  const height = Math.ceil(plan.height / stride);
  return { width, height, channels, stride, data: new Float32Array(channels * width * height) };
}

/**
 * Writes one block's output `[C, h, w]`, context and padding included, into the picture's: its responsibility only. When
 * all tiles of a plan are written, every sample has been written exactly once, in whatever order.
 *
 * @throws ImagingError when the block's output does not have the size that its tile asks for
 */
export function stitchTile(target: StitchedOutput, tile: Tile, output: Float32Array): void {
  const { channels, stride } = target;
  const { block, kept } = responsibleOutput(tile, channels, stride, output);
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < kept.height; y++) {
      const from = (channel * block.height + kept.y + y) * block.width + kept.x;
      const row = tile.responsibility.y / stride + y;
      const to = (channel * target.height + row) * target.width + tile.responsibility.x / stride;
      target.data.set(output.subarray(from, from + kept.width), to);
    }
  }
}

/**
 * The sum of a one-channel block output over its tile's responsibility: a density map's share of the count. The shares
 * of all tiles sum to the whole picture's count.
 *
 * @param stride input pixels per output pixel and axis. Default 1
 */
export function sumTile(tile: Tile, output: Float32Array, stride = 1): number {
  const { block, kept } = responsibleOutput(tile, 1, stride, output);
  let sum = 0;
  for (let y = kept.y; y < kept.y + kept.height; y++) {
    const start = y * block.width + kept.x;
    for (let i = start; i < start + kept.width; i++) sum += output[i]!;
  }
  return sum;
}

/** Whether a position in picture coordinates is this tile's to report. Every position has exactly one such tile. */
export function tileOwns(
  plan: TilePlan,
  tile: Tile,
  point: { readonly x: number; readonly y: number },
): boolean {
  const { x, y, width, height } = tile.responsibility;
  // A point on the picture's far edge belongs to the last tile.
  const column = pixelAt(point.x, plan.width);
  const row = pixelAt(point.y, plan.height);
  return column >= x && column < x + width && row >= y && row < y + height;
}

/** The size of a block's output, and the part of it that is kept. */
function responsibleOutput(
  { read, padding, responsibility }: Tile,
  channels: number,
  stride: number,
  output: Float32Array,
): { block: { width: number; height: number }; kept: Region } {
  const block = {
    width: (read.width + padding.right) / stride,
    height: (read.height + padding.bottom) / stride,
  };
  if (output.length !== channels * block.width * block.height) {
    throw new ImagingError(
      `output of tile must have ${channels} x ${block.height} x ${block.width} samples, but has ${output.length}.`,
    );
  }
  const kept = {
    x: (responsibility.x - read.x) / stride,
    y: (responsibility.y - read.y) / stride,
    width: Math.ceil(responsibility.width / stride),
    height: Math.ceil(responsibility.height / stride),
  };
  return { block, kept };
}
