import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import { densityMap } from './density-map.js';

const total = (data: Float32Array): number => data.reduce((sum, value) => sum + value, 0);

describe('densityMap', () => {
  it('sums to the number of points, wherever they are', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    const size = fc.integer({ min: 1, max: 40 });
    const sigma = fc.constantFrom(0, 0.01, 0.5, 2, 6, 30);
    fc.assert(
      fc.property(size, size, sigma, fc.array(fc.tuple(fraction, fraction)), (width, height, s, places) => {
        const points = places.map(([x, y]) => ({ x: x * width, y: y * height }));
        expect(
          Math.abs(total(densityMap(points, width, height, { sigma: s }).data) - points.length),
        ).toBeLessThan(1e-4);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the whole weight of a point in a corner', () => {
    expect(total(densityMap([{ x: 0, y: 0 }], 64, 64, { sigma: 5 }).data)).toBeCloseTo(1, 6);
  });

  it('centres between pixels', () => {
    const map = densityMap([{ x: 20.3, y: 15.75 }], 41, 31, { sigma: 2 });
    let [x, y] = [0, 0];
    map.data.forEach((value, i) => {
      x += value * ((i % 41) + 0.5);
      y += value * (Math.floor(i / 41) + 0.5);
    });
    expect(x).toBeCloseTo(20.3, 2);
    expect(y).toBeCloseTo(15.75, 2);
  });

  it('has the Gaussian height at its centre', () => {
    const map = densityMap([{ x: 20.5, y: 20.5 }], 41, 41, { sigma: 3 });
    expect(map.data[20 * 41 + 20]).toBeCloseTo(1 / (2 * Math.PI * 9), 4);
  });

  it('puts a point of sigma 0 into the one pixel that holds it', () => {
    const map = densityMap([{ x: 2.9, y: 1.1 }], 4, 3, { sigma: 0 });
    expect([...map.data]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  });

  it('refuses points outside and names the first', () => {
    expect(() =>
      densityMap(
        [
          { x: 1, y: 1 },
          { x: 9, y: 1 },
        ],
        8,
        8,
      ),
    ).toThrow(/point 1 .*\(9, 1\)/);
    expect(() => densityMap([{ x: Number.NaN, y: 1 }], 8, 8)).toThrow(ImagingError);
  });
});
