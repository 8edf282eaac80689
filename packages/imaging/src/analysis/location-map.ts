import type { Point } from '../annotation.js';
import { pixelAt } from '../pixel-at.js';
import { distanceTransform } from './edt.js';
import { createPlane, type Plane } from './plane.js';
import { requirePointsInside } from './points-inside.js';

/** Values below this are set to zero. */
const CUTOFF = 0.01;

/**
 * The location map that Lite-UNet and its relatives regress: 1 on the pixel of every point and falling off steeply, so
 * that touching cells keep peaks of their own. With d the Euclidean distance from a pixel to the nearest point's pixel
 * and d_max the largest d of the picture, `v = 1 / (1 + d^(10 d / d_max + 0.5))`, and v below 0.01 is 0. All zero when
 * there are no points.
 *
 * The focal inverse distance transform of Liang et al., "Focal Inverse Distance Transform Maps for Crowd Localization",
 * 2022, with the exponent and cut-off of Lite-UNet's released code.
 *
 * @throws ImagingError when a point lies outside the picture
 */
export function locationMap(points: readonly Point[], width: number, height: number): Plane {
  requirePointsInside(points, width, height);
  if (points.length === 0) return createPlane(width, height);
  const sites = { width, height, data: new Uint8Array(width * height) };
  for (const { x, y } of points) {
    sites.data[pixelAt(y, height) * width + pixelAt(x, width)] = 1;
  }
  const map = distanceTransform(sites);
  const { data } = map;
  let farthest = 0;
  for (let i = 0; i < data.length; i++) if (data[i]! > farthest) farthest = data[i]!;
  const slope = farthest === 0 ? 0 : 10 / farthest;
  // The value falls with d, so beyond a distance that was cut off nothing has to be computed.
  let cutFrom = Infinity;
  for (let i = 0; i < data.length; i++) {
    const d = data[i]!;
    if (d >= cutFrom) {
      data[i] = 0;
      continue;
    }
    const value = 1 / (1 + d ** (slope * d + 0.5));
    if (value < CUTOFF) cutFrom = d;
    data[i] = value < CUTOFF ? 0 : value;
  }
  return map;
}
