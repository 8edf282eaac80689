import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import { distanceTransform } from './edt.js';
import type { Plane } from './plane.js';
import { watershed } from './watershed.js';

function planeOf(rows: readonly (readonly number[])[]): Plane {
  return { width: rows[0]!.length, height: rows.length, data: Float32Array.from(rows.flat()) };
}

/** The distance to the outside of discs, and what is inside. */
function discs(width: number, height: number, circles: readonly { x: number; y: number; radius: number }[]) {
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) + 0.5, Math.floor(i / width) + 0.5];
    return circles.some((circle) => Math.hypot(x - circle.x, y - circle.y) <= circle.radius) ? 1 : 0;
  });
  const inside = { width, height, data };
  return { inside, distance: distanceTransform({ ...inside, data: data.map((value) => 1 - value) }) };
}

describe('watershed', () => {
  it('gives each peak what drains from it, in raster order of the peaks', () => {
    const { labels, peaks } = watershed(planeOf([[1, 3, 2, 1, 2, 4, 3]]));
    expect([...labels]).toEqual([1, 1, 1, 2, 2, 2, 2]);
    expect(peaks).toEqual([
      { x: 1.5, y: 0.5, value: 3 },
      { x: 5.5, y: 0.5, value: 4 },
    ]);
  });

  it('joins peaks that stand no higher above the saddle than the dynamics', () => {
    const map = planeOf([[1, 3, 2, 1, 2, 4, 3]]);
    expect(watershed(map, { dynamics: 1.9 }).peaks).toHaveLength(2);
    expect(watershed(map, { dynamics: 2 }).peaks).toEqual([{ x: 5.5, y: 0.5, value: 4 }]);
    expect(watershed(map, { relativeDynamics: 0.6 }).peaks).toHaveLength(2);
    expect(watershed(map, { relativeDynamics: 0.7 }).peaks).toHaveLength(1);
  });

  it('makes one object of a plateau', () => {
    const flat = { width: 5, height: 4, data: new Float32Array(20) };
    expect(watershed(flat).peaks).toHaveLength(1);
    expect(new Set(watershed(flat).labels)).toEqual(new Set([1]));
  });

  it('leaves out what is not inside, and what is no number', () => {
    const inside = { width: 4, height: 1, data: Uint8Array.of(1, 0, 1, 1) };
    const { labels } = watershed(planeOf([[1, 5, 1, Number.NaN]]), { inside });
    expect([...labels]).toEqual([1, 0, 2, 0]);
  });

  it('parts touching discs of different sizes by the distance to the outside', () => {
    const circles = [
      { x: 14, y: 16, radius: 10 },
      { x: 31, y: 16, radius: 9 },
      { x: 44, y: 27, radius: 7 },
    ];
    const { inside, distance } = discs(60, 40, circles);
    const { labels, peaks } = watershed(distance, { inside, dynamics: 0.5, relativeDynamics: 0.1 });
    expect(peaks).toHaveLength(3);
    for (const { x, y, radius } of circles) {
      const label = labels[Math.floor(y) * 60 + Math.floor(x)]!;
      expect(Math.hypot(peaks[label - 1]!.x - x, peaks[label - 1]!.y - y)).toBeLessThan(2);
      const area = labels.reduce((sum, each) => sum + (each === label ? 1 : 0), 0);
      // The border lies at the pass, which is on the smaller disc's side.
      expect(area / (Math.PI * radius ** 2)).toBeGreaterThan(0.7);
    }
  });

  it('gives every pixel inside to one object, and has as many objects as peaks, whatever the map', () => {
    const maps = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
      .chain(([width, height]) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          values: fc.array(fc.integer({ min: -3, max: 3 }), {
            minLength: width * height,
            maxLength: width * height,
          }),
        }),
      );
    fc.assert(
      fc.property(maps, fc.integer({ min: 0, max: 3 }), ({ width, height, values }, dynamics) => {
        const { labels, peaks } = watershed({ width, height, data: Float32Array.from(values) }, { dynamics });
        expect(new Set(labels)).toEqual(new Set(peaks.map((_, i) => i + 1)));
        expect(Math.max(...peaks.map(({ value }) => value))).toBe(Math.max(...values));
        // The highest of each object is its peak.
        peaks.forEach(({ x, y, value }, i) => {
          const own = values.filter((_, pixel) => labels[pixel] === i + 1);
          expect(Math.max(...own)).toBe(value);
          expect(labels[Math.floor(y) * width + Math.floor(x)]).toBe(i + 1);
        });
      }),
    );
  });

  it('refuses an inside of another size', () => {
    const inside = { width: 1, height: 1, data: Uint8Array.of(1) };
    expect(() => watershed(planeOf([[1, 2]]), { inside })).toThrow(ImagingError);
  });
});
