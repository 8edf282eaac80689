import type { Point } from '../annotation.js';
import { maxFilter } from './max-filter.js';
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

/** The defaults are those of Lite-UNet's released evaluation. */
const DEFAULTS: Required<PeakOptions> = {
  window: 3,
  relativeThreshold: 100 / 255,
  absoluteThreshold: 0,
  emptyBelow: 0.1,
  subPixel: false,
};

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
  const { window, relativeThreshold, absoluteThreshold, emptyBelow, subPixel } = { ...DEFAULTS, ...options };
  const { width, data } = map;
  let most = -Infinity;
  for (let i = 0; i < data.length; i++) if (data[i]! > most) most = data[i]!;
  if (!(most > 0) || most < emptyBelow) return [];

  const threshold = Math.max(relativeThreshold * most, absoluteThreshold, Number.MIN_VALUE);
  const largest = maxFilter(map, window).data;
  const visited = new Uint8Array(data.length);
  const plateau: number[] = [];
  const peaks: Peak[] = [];
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!(value >= threshold) || value !== largest[i] || visited[i]) continue;
    collectPlateau(map, i, visited, plateau);
    if (plateau.length === 1) {
      peaks.push(subPixel ? refine(map, i) : { x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5, value });
      continue;
    }
    if (plateau.some((pixel) => largest[pixel] !== value)) continue;
    let [x, y] = [0, 0];
    for (const pixel of plateau) {
      x += (pixel % width) + 0.5;
      y += Math.floor(pixel / width) + 0.5;
    }
    peaks.push({ x: x / plateau.length, y: y / plateau.length, value });
  }
  return peaks;
}

/** Fills `plateau` with the pixels of the same value that hang together with `seed`, and marks them visited. */
function collectPlateau(
  { width, height, data }: Plane,
  seed: number,
  visited: Uint8Array,
  plateau: number[],
): void {
  const value = data[seed]!;
  plateau.length = 0;
  plateau.push(seed);
  visited[seed] = 1;
  for (let next = 0; next < plateau.length; next++) {
    const pixel = plateau[next]!;
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const neighbour = row * width + column;
        if (visited[neighbour] || data[neighbour] !== value) continue;
        visited[neighbour] = 1;
        plateau.push(neighbour);
      }
    }
  }
}

function refine({ width, height, data }: Plane, pixel: number): Peak {
  const x = pixel % width;
  const y = (pixel - x) / width;
  const inX = x > 0 && x < width - 1;
  const inY = y > 0 && y < height - 1;
  const dx = inX ? vertex(data[pixel - 1]!, data[pixel]!, data[pixel + 1]!) : 0;
  const dy = inY ? vertex(data[pixel - width]!, data[pixel]!, data[pixel + width]!) : 0;
  return { x: x + 0.5 + dx, y: y + 0.5 + dy, value: data[pixel]! };
}

/** Where the parabola through (-1, before), (0, top), (1, after) is highest: within half a pixel, as top is largest. */
function vertex(before: number, top: number, after: number): number {
  const curvature = before - 2 * top + after;
  return curvature < 0 ? (before - after) / (2 * curvature) : 0;
}
