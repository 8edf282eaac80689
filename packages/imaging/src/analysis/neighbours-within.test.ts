import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neighboursWithin } from './neighbours-within.js';

const coordinate = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -20, max: 20, noNaN: true }));
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 40 });

it('finds the same as comparing all pairs, nearest first', () => {
  fc.assert(
    fc.property(points, points, fc.constantFrom(0, 1, 2.5, 5, 100), (queries, targets, radius) => {
      const { offsets, neighbours } = neighboursWithin(queries, targets, radius);
      queries.forEach((query, i) => {
        const distance = (t: number) => Math.hypot(targets[t]!.x - query.x, targets[t]!.y - query.y);
        const expected = targets.map((_, t) => t).filter((t) => distance(t) <= radius);
        expected.sort((a, b) => distance(a) - distance(b) || a - b);
        expect([...neighbours.subarray(offsets[i], offsets[i + 1])]).toEqual(expected);
      });
    }),
    { numRuns: 300 },
  );
});

it('tells two places apart that are closer than the square root of the smallest number', () => {
  const close = [
    { x: 0, y: 0 },
    { x: 0, y: -1e-323 },
  ];
  expect([...neighboursWithin(close, close, 0).neighbours]).toEqual([0, 1]);
});

it('needs no memory for empty space', () => {
  const far = [
    { x: 0, y: 0 },
    { x: 1e12, y: 1e12 },
  ];
  expect([...neighboursWithin(far, far, 1e-3).neighbours]).toEqual([0, 1]);
});
