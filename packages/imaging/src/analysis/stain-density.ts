import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';
import { createPlane, type Plane } from './plane.js';
import { DARKEST, STAIN_BASIS } from './stains.js';

/**
 * How dense something absorbing is: `-log10(light / white)`, of the luminance of a grey picture, and of a colour picture
 * the part of it that is hematoxylin and not eosin, which colours nuclei and leaves the rest pale. (Beer-Lambert; the two
 * stains that explain a pixel's densities best, in the sense of least squares. Ruifrok and Johnston, "Quantification of
 * histochemical staining by color deconvolution", 2001.)
 *
 * @param image of one channel, or of three in the order red, green, blue
 * @param white the value of a sample where nothing absorbs
 * @throws ImagingError for another number of channels
 */
export function stainDensity(image: Image, white: number): Plane {
  const { width, height, channels, data } = image;
  if (channels !== 1 && channels !== 3) {
    throw new ImagingError(`the picture must have 1 or 3 channels to be unmixed, but has ${channels}.`);
  }
  const weights = channels === 1 ? [1] : STAIN_BASIS[0]!.amount;
  const density = createPlane(width, height);
  const area = width * height;
  weights.forEach((weight, channel) => {
    for (let i = 0; i < area; i++) {
      const light = Math.max(DARKEST, data[channel * area + i]! / white);
      density.data[i]! -= weight * Math.log10(light);
    }
  });
  return density;
}
