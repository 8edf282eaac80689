import { ImagingError } from '../errors.js';
import { gaussianBlur } from './gaussian.js';
import { createPlane, type Plane } from './plane.js';

/** The diameter in pixels of the disc that answers most to a scale: `2 sqrt(2) sigma`. */
export const diameterOfSigma = (sigma: number): number => 2 * Math.SQRT2 * sigma;

/** The scale to which a disc of this diameter answers most. */
export const sigmaOfDiameter = (diameter: number): number => diameter / (2 * Math.SQRT2);

/** What the centre of a lone disc of contrast 1 answers at its own scale. */
export const DISC_RESPONSE = 2 / Math.E;

/**
 * The scale-normalised Laplacian of a Gaussian, `-sigma^2 (G_xx + G_yy) * plane`: bright blobs are positive, edges zero.
 * Responses at different scales compare: a disc answers most where sigma is its radius over the square root of 2, by
 * `2 / e` of its contrast. After Lindeberg, "Feature Detection with Automatic Scale Selection", 1998.
 *
 * @param sigma in pixels, 0.7 or more: below that, second differences between pixels are no derivatives any more
 * @throws ImagingError for a smaller sigma
 */
export function laplacianOfGaussian(plane: Plane, sigma: number): Plane {
  if (!(sigma >= 0.7)) throw new ImagingError(`sigma must be 0.7 px or more, but is ${sigma}.`);
  const { width, height } = plane;
  const { data } = gaussianBlur(plane, sigma);
  const response = createPlane(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    const up = y > 0 ? width : 0;
    const down = y < height - 1 ? width : 0;
    for (let x = 0; x < width; x++, i++) {
      const left = x > 0 ? data[i - 1]! : data[i]!;
      const right = x < width - 1 ? data[i + 1]! : data[i]!;
      response.data[i] = sigma ** 2 * (4 * data[i]! - left - right - data[i - up]! - data[i + down]!);
    }
  }
  return response;
}
