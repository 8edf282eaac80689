import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import { createPeakFinder } from './peak-finder.js';
import { findPeaks, type Peak, type PeakOptions } from './peaks.js';
import type { Plane } from './plane.js';

/** Peaks by the definition: every plateau is filled and every window searched. */
function byDefinition({ width, height, data }: Plane, options: Required<PeakOptions>): Peak[] {
  const reach = (options.window - 1) / 2;
  const most = data.reduce((highest, value) => Math.max(highest, value), -Infinity);
  if (!(most > 0) || most < options.emptyBelow) return [];
  const threshold = Math.max(options.relativeThreshold * most, options.absoluteThreshold, Number.MIN_VALUE);
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? -Infinity : data[y * width + x]!;
  const around = (x: number, y: number, radius: number): [number, number][] =>
    Array.from({ length: (2 * radius + 1) ** 2 }, (_, i) => [
      x - radius + (i % (2 * radius + 1)),
      y - radius + Math.floor(i / (2 * radius + 1)),
    ]);
  const vertex = (before: number, top: number, after: number): number => {
    const curvature = before - 2 * top + after;
    return Number.isFinite(curvature) && curvature < 0 ? (before - after) / (2 * curvature) : 0;
  };
  const seen = new Set<number>();
  const peaks: Peak[] = [];
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!(value >= threshold) || seen.has(i)) continue;
    const plateau = [i];
    seen.add(i);
    for (const pixel of plateau) {
      for (const [x, y] of around(pixel % width, Math.floor(pixel / width), 1)) {
        if (at(x, y) !== value || seen.has(y * width + x)) continue;
        seen.add(y * width + x);
        plateau.push(y * width + x);
      }
    }
    const places = plateau.map((pixel) => [pixel % width, Math.floor(pixel / width)] as const);
    if (places.some(([x, y]) => around(x, y, reach).some(([u, v]) => at(u, v) > value))) continue;
    let [x, y] = [0, 0];
    for (const [u, v] of places) {
      x += (u + 0.5) / places.length;
      y += (v + 0.5) / places.length;
    }
    if (options.subPixel && places.length === 1) {
      const [u, v] = places[0]!;
      x += vertex(at(u - 1, v), value, at(u + 1, v));
      y += vertex(at(u, v - 1), value, at(u, v + 1));
    }
    peaks.push({ x, y, value });
  }
  return peaks;
}

const maps: fc.Arbitrary<Plane> = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 24 }))
  .chain(([width, height]) => {
    const pixels = { minLength: width * height, maxLength: width * height };
    // Few values make plateaus and ties, many make peaks; both are needed.
    const coarse = fc.array(fc.constantFrom(-1, 0, 0, 0.25, 0.5, 0.5, 1), pixels);
    const fine = fc.array(fc.double({ min: -0.2, max: 1, noNaN: true }), pixels);
    return fc.oneof(coarse, fine).map((data) => ({ width, height, data: Float32Array.from(data) }));
  });

const settings: fc.Arbitrary<Required<PeakOptions>> = fc.record({
  window: fc.constantFrom(1, 3, 5, 9, 31),
  relativeThreshold: fc.constantFrom(0, 0.2, 100 / 255, 1),
  absoluteThreshold: fc.constantFrom(0, 0.3, 0.6),
  emptyBelow: fc.constantFrom(0, 0.1),
  subPixel: fc.boolean(),
});

function expectSame(found: readonly Peak[], expected: readonly Peak[]): void {
  expect(found.length).toBe(expected.length);
  found.forEach((peak, i) => {
    expect(peak.value).toBe(expected[i]!.value);
    expect(Math.abs(peak.x - expected[i]!.x)).toBeLessThan(1e-9);
    expect(Math.abs(peak.y - expected[i]!.y)).toBeLessThan(1e-9);
  });
}

describe('createPeakFinder', () => {
  it('finds the peaks of the definition, in whatever bands the map comes', () => {
    const bands = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(maps, settings, bands, (map, options, heights) => {
        const finder = createPeakFinder(map.width, options);
        const buffer = new Float32Array(9 * map.width);
        for (let y = 0, i = 0; y < map.height; i++) {
          const rows = Math.min(heights[i % heights.length]!, map.height - y);
          // The same memory for every band, as whoever hands them over may do.
          const band = buffer.subarray(0, rows * map.width);
          band.set(map.data.subarray(y * map.width, (y + rows) * map.width));
          finder.add(band);
          buffer.fill(Number.NaN);
          y += rows;
        }
        const found = finder.finish();
        expectSame(found, byDefinition(map, options));
        expect(findPeaks(map, options)).toEqual(found);
      }),
      { numRuns: 500 },
    );
  });

  it('joins a plateau over many bands, wherever its branches meet', () => {
    const rows = ['1.....1', '1.2...1', '1.....1', '1.....1', '1111111', '.......', '...3...'];
    const [width, height] = [7, 7];
    const data = Float32Array.from(rows.join(''), (each) => (each === '.' ? 0 : Number(each)));
    const options = { window: 3, relativeThreshold: 0, emptyBelow: 0 };
    const finder = createPeakFinder(width, options);
    for (let y = 0; y < height; y++) finder.add(data.subarray(y * width, (y + 1) * width));
    const found = finder.finish();
    expect(found).toEqual(findPeaks({ width, height, data }, options));
    // The U of ones touches neither the two nor the three, and begins before both.
    expect(found.map(({ value }) => value)).toEqual([1, 2, 3]);
    expect(found[0]!.x).toBeCloseTo(3.5, 9);
  });

  it('refuses a window that has no middle', () => {
    expect(() => createPeakFinder(5, { window: 4 })).toThrow(ImagingError);
    expect(() => createPeakFinder(5, { window: 4 })).toThrow(/odd number of pixels, but is 4/);
  });
});
