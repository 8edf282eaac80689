import type { Point } from '../annotation.js';
import { ImagingError } from '../errors.js';

/** Throws an ImagingError for the first point that does not lie in `[0, width] x [0, height]`. */
export function requirePointsInside(points: readonly Point[], width: number, height: number): void {
  points.forEach(({ x, y }, index) => {
    if (x >= 0 && x <= width && y >= 0 && y <= height) return;
    throw new ImagingError(
      `point ${index} must lie inside the ${width} x ${height} picture, but is (${x}, ${y}): drop or move it first.`,
    );
  });
}
