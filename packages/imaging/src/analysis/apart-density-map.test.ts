import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import { apartDensityMap } from './apart-density-map.js';
import { densityMap } from './density-map.js';
import { findPeaks } from './peaks.js';

const total = (data: Float32Array): number => data.reduce((sum, value) => sum + value, 0);

describe('apartDensityMap', () => {
  it('sums to the number of points, wherever they are', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const size = fc.integer({ min: 1, max: 30 });
    const sigma = fc.constantFrom(0, 0.1, 0.5, 2, 6);
    fc.assert(
      fc.property(size, size, sigma, fc.array(fc.tuple(fraction, fraction)), (width, height, s, places) => {
        const points = places.map(([x, y]) => ({ x: x * width, y: y * height }));
        const { data } = apartDensityMap(points, width, height, { sigma: s });
        expect(Math.abs(total(data) - points.length)).toBeLessThan(1e-4);
      }),
      { numRuns: 200 },
    );
  });

  it('is the density of a lone point in the middle of a pixel', () => {
    const point = [{ x: 20.5, y: 15.5 }];
    const { data } = apartDensityMap(point, 41, 31, { sigma: 2, truncate: 5 });
    const density = densityMap(point, 41, 31, { sigma: 2, truncate: 5 }).data;
    data.forEach((value, i) => void expect(value).toBeCloseTo(density[i]!, 6));
  });

  it('keeps peaks where those of densities run into one', () => {
    const points = [
      { x: 16.5, y: 16.5 },
      { x: 20.5, y: 16.5 },
    ];
    const peaks = (map: ReturnType<typeof densityMap>) =>
      findPeaks(map, { emptyBelow: 0 }).map(({ x, y }) => ({ x, y }));
    expect(peaks(apartDensityMap(points, 40, 32, { sigma: 3 }))).toEqual(points);
    expect(peaks(densityMap(points, 40, 32, { sigma: 3 })).length).toBe(1);
  });

  it('gives points in one place one peak that sums to their number', () => {
    const at = { x: 8.5, y: 8.5 };
    const { data } = apartDensityMap([at, at, at], 17, 17, { sigma: 1 });
    expect(total(data)).toBeCloseTo(3, 5);
    expect(data[8 * 17 + 8]).toBe(Math.max(...data));
  });

  it('refuses points outside, and kernels that are none', () => {
    expect(() => apartDensityMap([{ x: 9, y: 1 }], 8, 8)).toThrow(ImagingError);
    expect(() => apartDensityMap([], 8, 8, { sigma: -1 })).toThrow(/sigma must be/);
  });
});
