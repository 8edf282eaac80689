import { neighboursWithin } from '../analysis/neighbours-within.js';
import type { Point } from '../annotation.js';
import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';
import { blend } from './blend.js';
import { type Colour, PALETTE } from './colours.js';

export type MarkerShape = 'ring' | 'cross' | 'dot';

export interface MarkerStyle {
  /** Default `'ring'`, which leaves the cell to be seen. */
  readonly shape?: MarkerShape;
  readonly colour?: Colour;
  /** Radius in pixels. Default: by the density of the points, see markerRadius. */
  readonly radius?: number;
}

/** Bounds of the radius that is chosen by density, in pixels. */
const SMALLEST = 2;
const LARGEST = 10;

/** Distance in pixels from the marker's line for an offset from its centre. */
const DISTANCE: Readonly<Record<MarkerShape, (dx: number, dy: number, radius: number) => number>> = {
  ring: (dx, dy, radius) => Math.abs(Math.hypot(dx, dy) - radius),
  cross: (dx, dy, radius) => {
    const [far, near] = [Math.max(Math.abs(dx), Math.abs(dy)), Math.min(Math.abs(dx), Math.abs(dy))];
    return Math.hypot(Math.max(0, far - radius), near);
  },
  dot: (dx, dy, radius) => Math.max(0, Math.hypot(dx, dy) - 0.6 * radius),
};

/**
 * A radius that keeps most neighbours' markers apart: half the distance to the nearest neighbour that three quarters of the
 * points exceed, from 2 to 10 px.
 */
export function markerRadius(points: readonly Point[], width: number, height: number): number {
  if (points.length === 0) return LARGEST;
  // Points without a neighbour within the mean spacing count as spaced by it: they do not decide.
  const spacing = Math.min(2 * LARGEST, Math.sqrt((width * height) / points.length));
  const { offsets, neighbours } = neighboursWithin(points, points, spacing);
  const nearest = Float64Array.from(points, ({ x, y }, i) => {
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      const other = neighbours[at]!;
      if (other !== i) return Math.hypot(points[other]!.x - x, points[other]!.y - y);
    }
    return spacing;
  }).sort();
  return Math.max(SMALLEST, Math.min(LARGEST, nearest[Math.floor(nearest.length / 4)]! / 2));
}

/**
 * Draws markers in place on a three-channel picture, with smooth edges and a dark seam that sets them off from bright
 * ground. Positions count in fractions of a pixel.
 */
export function drawMarkers(picture: Image, points: readonly Point[], style: MarkerStyle = {}): void {
  const { width, height } = picture;
  const { shape = 'ring', colour = PALETTE.yellow, radius = markerRadius(points, width, height) } = style;
  if (!(radius > 0 && radius < 1000)) {
    throw new ImagingError(`radius must be above 0 and below 1000 px, but is ${radius}.`);
  }
  const stroke = Math.max(0.6, Math.min(1, radius / 6));
  const seam = stroke + 0.9;
  const distanceOf = DISTANCE[shape];
  const reach = radius + seam + 1;
  // All seams before all markers, so that a marker is never cut by its neighbour's seam.
  for (const [half, paint, opacity] of [
    [seam, PALETTE.black, 0.55],
    [stroke, colour, 1],
  ] as const) {
    for (const { x, y } of points) {
      const right = Math.min(width - 1, Math.floor(x + reach));
      const bottom = Math.min(height - 1, Math.floor(y + reach));
      for (let row = Math.max(0, Math.floor(y - reach)); row <= bottom; row++) {
        for (let column = Math.max(0, Math.floor(x - reach)); column <= right; column++) {
          const distance = distanceOf(column + 0.5 - x, row + 0.5 - y, radius);
          const covered = Math.min(1, half + 0.5 - distance);
          if (covered > 0) blend(picture, row * width + column, paint, covered * opacity);
        }
      }
    }
  }
}
