import type { Image } from '../image.js';
import { fullScale } from './full-scale.js';

/** An image of 32 bit floats. */
export type FloatImage = Image & { readonly bitDepth: 32; readonly data: Float32Array };

/**
 * Turns the samples into floats of 0 to 1 by dividing by the largest value of the bit depth (255 or 65535).
 * Samples that are floats already are copied unscaled, whatever their range.
 */
export function toFloat(image: Image): FloatImage {
  const scale = fullScale(image);
  const data = Float32Array.from(image.data as ArrayLike<number>);
  if (scale !== 1) {
    for (let i = 0; i < data.length; i++) data[i] = data[i]! / scale;
  }
  return { ...image, bitDepth: 32, data };
}
