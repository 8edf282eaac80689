import type { Point } from '../annotation.js';
import { pixelAt } from '../pixel-at.js';
import { type DensityMapOptions, densityKernel } from './density-kernel.js';
import { createPlane, type Plane } from './plane.js';
import { requirePointsInside } from './points-inside.js';

/**
 * Cells per pixel, with the cells kept apart: a density map and a location map in one. As in a location map, every pixel belongs
 * to the nearest point alone and its value falls off with the distance to it (as a Gaussian), so that each point keeps a peak
 * of its own however near the next one is; as in a density map, what belongs to a point sums to one, so that the sum of the
 * map is the number of points (to float32 rounding).
 *
 * Points in one pixel share a peak, whose sum is their number.
 *
 * @throws ImagingError when a point lies outside the picture, or an option out of its range
 */
export function apartDensityMap(
  points: readonly Point[],
  width: number,
  height: number,
  options: DensityMapOptions = {},
): Plane {
  const { sigma, reach } = densityKernel(options);
  requirePointsInside(points, width, height);
  const map = createPlane(width, height);
  const { nearest, owners } = nearestPoints(points, width, height, reach);
  // Each point's values relative to its highest, so that a narrow kernel between pixels does not vanish.
  const closest = new Float64Array(points.length).fill(Infinity);
  owners.forEach((owner, i) => {
    if (owner >= 0 && nearest[i]! < closest[owner]!) closest[owner] = nearest[i]!;
  });
  const sums = new Float64Array(points.length);
  owners.forEach((owner, i) => {
    if (owner < 0) return;
    const excess = nearest[i]! - closest[owner]!;
    const value = excess === 0 ? 1 : Math.exp(-excess / (2 * sigma * sigma));
    map.data[i] = value;
    sums[owner]! += value;
  });
  const cells = new Float64Array(points.length);
  points.forEach(({ x, y }, n) => {
    cells[sums[n]! > 0 ? n : owners[pixelAt(y, height) * width + pixelAt(x, width)]!]! += 1;
  });
  owners.forEach((owner, i) => {
    if (owner >= 0) map.data[i]! *= cells[owner]! / sums[owner]!;
  });
  return map;
}

/** The square of each pixel's distance to the nearest point, and which that is: -1 where none is within reach. */
function nearestPoints(
  points: readonly Point[],
  width: number,
  height: number,
  reach: number,
): { readonly nearest: Float64Array; readonly owners: Int32Array } {
  const nearest = new Float64Array(width * height).fill(Infinity);
  const owners = new Int32Array(width * height).fill(-1);
  points.forEach(({ x, y }, n) => {
    const [column, row] = [pixelAt(x, width), pixelAt(y, height)];
    for (let j = Math.max(0, row - reach); j <= Math.min(height - 1, row + reach); j++) {
      for (let i = Math.max(0, column - reach); i <= Math.min(width - 1, column + reach); i++) {
        const distance = (i + 0.5 - x) ** 2 + (j + 0.5 - y) ** 2;
        if (distance >= nearest[j * width + i]!) continue;
        nearest[j * width + i] = distance;
        owners[j * width + i] = n;
      }
    }
  });
  return { nearest, owners };
}
