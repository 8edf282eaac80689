import { type Image, type Plane, percentiles, stainDensity, toChannels } from '@celltally/imaging';
import type { PictureKind } from '../choice/picture-kind.js';

/** Whether cells are brighter than their ground, or absorb light before a bright one. */
export type Ground = 'dark' | 'bright';

export const groundOf = (kind: PictureKind): Ground =>
  kind === 'grey' || kind === 'coloured' ? 'dark' : 'bright';

/** Share of the samples above which a picture of more than 8 bits is white. */
const WHITE = 99.5;

/** The sample that stands for unabsorbed light: the full scale of 8 bits; others rarely use theirs. */
export const whiteOf = (image: Image): number =>
  image.bitDepth === 8 ? 255 : (percentiles(image.data, [WHITE])[0] as number) || 1;

/** The channels that count for a picture: grey, or red, green and blue. */
export const countedChannels = (image: Image): Image => toChannels(image, image.colour === 'rgb' ? 3 : 1);

/**
 * One number per pixel that is large where a cell is: the brightest channel on dark ground; on bright ground the density
 * of what stains nuclei.
 *
 * @param image of one channel or of red, green and blue
 * @param white - of bright ground, the sample that stands for unabsorbed light
 */
export function cellSignal(image: Image, ground: Ground, white: number): Plane {
  if (ground === 'bright') return stainDensity(image, white);
  const { width, height, channels, data } = image;
  const area = width * height;
  const signal = Float32Array.from(data.subarray(0, area));
  for (let i = area; i < channels * area; i++) {
    const at = i % area;
    if (data[i]! > signal[at]!) signal[at] = data[i]!;
  }
  return { width, height, data: signal };
}
