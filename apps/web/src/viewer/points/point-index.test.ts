import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ViewedPoint } from '../viewer.js';
import { createPointIndex } from './point-index.js';

const place = fc.record({ x: fc.nat(100), y: fc.nat(100) });
const ids = (points: readonly ViewedPoint[]) => points.map(({ id }) => id).sort((a, b) => a - b);

describe('point index', () => {
  it('finds what a look at every point finds', () => {
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 60 }),
        place,
        place,
        fc.nat(40),
        (places, from, to, radius) => {
          const points = places.map(({ x, y }, id) => ({ id, x, y, kind: 0 }));
          const index = createPointIndex();
          index.setAll(points);
          const near = points.filter(({ x, y }) => Math.hypot(x - from.x, y - from.y) <= radius);
          const least = Math.min(...near.map(({ x, y }) => Math.hypot(x - from.x, y - from.y)));
          const found = index.nearest(from, radius);
          expect(found === undefined).toBe(near.length === 0);
          if (found) expect(Math.hypot(found.x - from.x, found.y - from.y)).toBeCloseTo(least, 9);
          // Along a segment: within the radius of some place of it, in steps that are finer than the tolerance.
          const steps = Array.from({ length: 2001 }, (_, i) => i / 2000);
          const distance = ({ x, y }: ViewedPoint) =>
            Math.min(
              ...steps.map((t) =>
                Math.hypot(from.x + t * (to.x - from.x) - x, from.y + t * (to.y - from.y) - y),
              ),
            );
          const swept = new Set(ids(index.swept(from, to, radius)));
          for (const point of points) {
            const away = distance(point);
            if (away < radius - 0.1) expect(swept.has(point.id)).toBe(true);
            if (away > radius + 0.1) expect(swept.has(point.id)).toBe(false);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('follows points that are put, moved and removed', () => {
    const index = createPointIndex();
    index.setAll([]);
    expect(index.area).toBe(0);
    index.put({ id: 1, x: 10, y: 10, kind: 0 });
    index.put({ id: 2, x: 20, y: 30, kind: 0 });
    index.put({ id: 1, x: 50, y: 50, kind: 1 });
    expect(index.nearest({ x: 10, y: 10 }, 5)).toBeUndefined();
    expect(index.nearest({ x: 51, y: 50 }, 5)).toEqual({ id: 1, x: 50, y: 50, kind: 1 });
    expect(index.count).toBe(2);
    expect(index.area).toBe(40 * 40);
    index.remove(1);
    expect(index.get(1)).toBeUndefined();
    expect(index.nearest({ x: 51, y: 50 }, 5)).toBeUndefined();
  });

  it('takes the points of a hollow polygon, not those of its box', () => {
    const index = createPointIndex();
    index.setAll([
      { id: 1, x: 1, y: 8, kind: 0 },
      { id: 2, x: 5, y: 6, kind: 0 },
      { id: 3, x: 9, y: 8, kind: 0 },
      { id: 4, x: 5, y: 1, kind: 0 },
    ]);
    const letterV = [
      { x: 0, y: 10 },
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 5, y: 3 },
    ];
    expect(ids(index.within(letterV))).toEqual([1, 3, 4]);
  });
});
