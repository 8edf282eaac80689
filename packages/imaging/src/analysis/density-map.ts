import type { Point } from '../annotation.js';
import { ImagingError } from '../errors.js';
import { createPlane, type Plane } from './plane.js';
import { requirePointsInside } from './points-inside.js';

export interface DensityMapOptions {
  /** Standard deviation of every point's kernel in pixels. Default 3; 0 puts each point into one pixel. */
  readonly sigma?: number;
  /** Where the kernel ends, in standard deviations. Default 4. */
  readonly truncate?: number;
}

/**
 * Cells per pixel: one Gaussian per point, centred between pixels where the point is, and scaled so that the part of it
 * inside the picture sums to one. So the sum of the map is the number of points (to float32 rounding), points on the
 * border included. After Lempitsky and Zisserman, "Learning To Count Objects in Images", 2010; there the part beyond
 * the border is lost.
 *
 * @throws ImagingError when a point lies outside the picture
 */
export function densityMap(
  points: readonly Point[],
  width: number,
  height: number,
  options: DensityMapOptions = {},
): Plane {
  const { sigma = 3, truncate = 4 } = options;
  if (!(sigma >= 0 && sigma < 1e4)) {
    throw new ImagingError(`sigma must be from 0 to 10000 px, but is ${sigma}.`);
  }
  if (!(truncate > 0)) throw new ImagingError(`truncate must be positive, but is ${truncate}.`);
  requirePointsInside(points, width, height);
  const map = createPlane(width, height);
  const reach = Math.ceil(truncate * sigma);
  const across = new Float64Array(2 * reach + 1);
  const down = new Float64Array(2 * reach + 1);
  for (const point of points) {
    const left = weigh(across, point.x, width, reach, sigma);
    const top = weigh(down, point.y, height, reach, sigma);
    const right = Math.min(width - left, across.length);
    const bottom = Math.min(height - top, down.length);
    for (let j = 0; j < bottom; j++) {
      const start = (top + j) * width + left;
      for (let i = 0; i < right; i++) map.data[start + i]! += down[j]! * across[i]!;
    }
  }
  return map;
}

/** Fills `weights` with one axis of the kernel, sum one, and returns the pixel that its first weight belongs to. */
function weigh(weights: Float64Array, centre: number, length: number, reach: number, sigma: number): number {
  const nearest = Math.min(Math.floor(centre), length - 1);
  const first = Math.max(0, nearest - reach);
  const last = Math.min(length - 1, nearest + reach);
  const closest = (nearest + 0.5 - centre) ** 2;
  let sum = 0;
  weights.fill(0);
  for (let pixel = first; pixel <= last; pixel++) {
    // Relative to the nearest pixel, so that a tiny sigma does not underflow to a kernel of zeros.
    const excess = (pixel + 0.5 - centre) ** 2 - closest;
    const weight = pixel === nearest ? 1 : Math.exp(-excess / (2 * sigma * sigma));
    weights[pixel - first] = weight;
    sum += weight;
  }
  for (let i = 0; i <= last - first; i++) weights[i]! /= sum;
  return first;
}
