import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { densityMap } from './density-map.js';
import { locationMap } from './location-map.js';
import { findPeaks } from './peaks.js';
import { createPlane, type Plane } from './plane.js';

const plane = (rows: readonly (readonly number[])[]): Plane => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Float32Array.from(rows.flat()),
});

describe('findPeaks', () => {
  it('finds maxima of 3x3 squares, diagonals and borders included', () => {
    const map = plane([
      [9, 0, 0, 0, 5],
      [0, 0, 0, 0, 0],
      [0, 0, 8, 0, 0],
      [0, 0, 0, 7, 0],
    ]);
    expect(findPeaks(map)).toEqual([
      { x: 0.5, y: 0.5, value: 9 },
      { x: 4.5, y: 0.5, value: 5 },
      { x: 2.5, y: 2.5, value: 8 },
    ]);
  });

  it('keeps values from 100/255 of the maximum on, and none of a map below 0.1', () => {
    expect(findPeaks(plane([[255, 0, 100, 0, 99]])).map((p) => p.value)).toEqual([255, 100]);
    expect(findPeaks(plane([[0.0999, 0, 0.05]]))).toEqual([]);
    expect(findPeaks(plane([[0.101, 0, 0.05]]))).toHaveLength(2);
    expect(findPeaks(plane([[0, 0, 0]]), { emptyBelow: 0 })).toEqual([]);
  });

  it('takes an absolute threshold and a wide window', () => {
    const row = new Array<number>(30).fill(0);
    [row[2], row[10], row[25]] = [0.5, 0.3, 0.07];
    const options = { relativeThreshold: 0, absoluteThreshold: 0.06, emptyBelow: 0 };
    expect(findPeaks(plane([row]), options)).toHaveLength(3);
    expect(findPeaks(plane([row]), { ...options, window: 21 }).map((p) => p.x)).toEqual([2.5, 25.5]);
    expect(findPeaks(plane([row]), { ...options, absoluteThreshold: 0.08, window: 21 })).toHaveLength(1);
  });

  it('merges a plateau into one peak at its centroid', () => {
    const map = plane([
      [0, 0, 0, 0, 0],
      [0, 1, 1, 0, 0],
      [0, 1, 1, 0, 0],
      [0, 0, 0, 1, 0],
    ]);
    const [peak, ...others] = findPeaks(map);
    expect(others).toEqual([]);
    expect(peak!.x).toBeCloseTo(2.3);
    expect(peak!.y).toBeCloseTo(2.3);
  });

  it('takes the shoulder of a peak for no peak', () => {
    expect(findPeaks(plane([[0, 5, 5, 5, 6, 0]])).map((p) => p.value)).toEqual([6]);
  });

  it('recovers the pixels of scattered points from their location map', () => {
    const random = createRandom(5);
    const taken = new Set<number>();
    while (taken.size < 60) taken.add(random.integer(20) * 20 + random.integer(20));
    const points = [...taken]
      .sort((a, b) => a - b)
      .map((i) => ({ x: (i % 20) * 4 + 2.5, y: Math.floor(i / 20) * 4 + 1.5 }));
    expect(findPeaks(locationMap(points, 80, 80)).map(({ x, y }) => ({ x, y }))).toEqual(points);
  });

  it('refines to a tenth of a pixel', () => {
    const point = { x: 10.3, y: 12.85 };
    const map = densityMap([point], 24, 24, { sigma: 2 });
    const [peak] = findPeaks(map, { emptyBelow: 0, subPixel: true });
    expect(Math.abs(peak!.x - point.x)).toBeLessThan(0.1);
    expect(Math.abs(peak!.y - point.y)).toBeLessThan(0.1);
  });

  it('stays linear: a 2048 x 2048 plateau and noise of the same size are quick', () => {
    const map = createPlane(2048, 2048);
    const random = createRandom(1);
    for (let i = 0; i < map.data.length; i++) map.data[i] = random.bits() / 2 ** 32;
    // The limit is loose, as test machines are busy; a search of every pixel's window or plateau would take minutes.
    const began = performance.now();
    expect(findPeaks(map).length).toBeGreaterThan(100_000);
    map.data.fill(1);
    expect(findPeaks(map, { window: 21 })).toEqual([{ x: 1024, y: 1024, value: 1 }]);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
