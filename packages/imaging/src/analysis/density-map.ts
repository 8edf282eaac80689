import type { Point } from '../annotation.js';
import { pixelAt } from '../pixel-at.js';
import { type DensityMapOptions, densityKernel } from './density-kernel.js';
import { createPlane, type Plane } from './plane.js';
import { requirePointsInside } from './points-inside.js';

/**
 * Cells per pixel: one Gaussian per point, centred between pixels where the point is, and scaled so that the part of it
 * inside the picture sums to one. So the sum of the map is the number of points (to float32 rounding), points on the
 * border included. After Lempitsky and Zisserman, "Learning To Count Objects in Images", 2010; there the part beyond
 * the border is lost.
 *
 * @throws ImagingError when a point lies outside the picture, or an option out of its range
 */
export function densityMap(
  points: readonly Point[],
  width: number,
  height: number,
  options: DensityMapOptions = {},
): Plane {
  const { sigma, reach } = densityKernel(options);
  requirePointsInside(points, width, height);
  const map = createPlane(width, height);
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
  const nearest = pixelAt(centre, length);
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
