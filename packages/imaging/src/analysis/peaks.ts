import type { Point } from '../annotation.js';
import { createPeakFinder } from './peak-finder.js';
import type { Plane } from './plane.js';

export interface PeakOptions {
  /** A peak is the largest value of the `window` x `window` pixels around it. Odd; default 3. */
  readonly window?: number;
  /** Least value of a peak as a fraction of the map's maximum. Default 100/255. */
  readonly relativeThreshold?: number;
  /** Least value of a peak. Default 0. */
  readonly absoluteThreshold?: number;
  /** A map whose maximum lies below this has no peaks at all. Default 0.1. */
  readonly emptyBelow?: number;
  /** Move each peak to the vertex of the parabolas through its neighbours, by half a pixel at most. Default false. */
  readonly subPixel?: boolean;
}

/** A local maximum of a map. */
export interface Peak extends Point {
  readonly value: number;
}

/**
 * The local maxima of a map, in raster order. Equal values that touch (by edge or corner) form one peak at their
 * centroid, and none where any of them has a larger value in its window: the shoulder of a peak is no peak. Values that
 * are no numbers, and values not above zero, never are peaks.
 */
export function findPeaks(map: Plane, options: PeakOptions = {}): Peak[] {
  const finder = createPeakFinder(map.width, options);
  finder.add(map.data);
  return finder.finish();
}
