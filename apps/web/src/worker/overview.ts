import { type Image, type ImageSource, type Region, readReduced, type Samples } from '@celltally/imaging';

/** A picture at a fraction of its size, all channels, small enough to keep. */
export interface Overview {
  readonly reduction: number;
  readonly image: Image;
}

/** Pixels of an overview at most: some megabytes, and sharp enough for a whole screen. */
const MOST_PIXELS = 2 ** 21;

/** The smallest power of two that makes a picture small enough. */
export function overviewReduction({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): number {
  let reduction = 1;
  while (Math.ceil(width / reduction) * Math.ceil(height / reduction) > MOST_PIXELS) reduction *= 2;
  return reduction;
}

/** Passes over the picture once. */
export async function makeOverview(
  source: ImageSource,
  plane: Parameters<ImageSource['describe']>[0],
): Promise<Overview> {
  const reduction = overviewReduction(source.describe(plane));
  return { reduction, image: await readReduced(source, plane ?? {}, reduction) };
}

/**
 * A region at `reduction` from an overview that is at least as sharp: means of its pixels. `region` is in pixels of the
 * picture; its corner lies on the overview's grid.
 */
export function fromOverview(
  { image, reduction: own }: Overview,
  region: Region,
  reduction: number,
  channels: readonly number[],
): Samples {
  const factor = reduction / own;
  const [left, top] = [Math.floor(region.x / own), Math.floor(region.y / own)];
  const right = Math.min(image.width, Math.ceil((region.x + region.width) / own));
  const bottom = Math.min(image.height, Math.ceil((region.y + region.height) / own));
  const [width, height] = [Math.ceil(region.width / reduction), Math.ceil(region.height / reduction)];
  const whole = image.bitDepth !== 32;
  const planes = emptySamples(image.data, channels.length * width * height);
  channels.forEach((channel, c) => {
    const from = channel * image.width * image.height;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [x0, y0] = [left + x * factor, top + y * factor];
        const [x1, y1] = [Math.min(right, x0 + factor), Math.min(bottom, y0 + factor)];
        let sum = 0;
        for (let row = y0; row < y1; row++) {
          for (let at = from + row * image.width + x0; at < from + row * image.width + x1; at++)
            sum += image.data[at]!;
        }
        const mean = sum / Math.max(1, (x1 - x0) * (y1 - y0));
        planes[(c * height + y) * width + x] = whole ? Math.round(mean) : mean;
      }
    }
  });
  return planes;
}

function emptySamples(like: Samples, length: number): Samples {
  if (like instanceof Uint8Array) return new Uint8Array(length);
  return like instanceof Uint16Array ? new Uint16Array(length) : new Float32Array(length);
}
