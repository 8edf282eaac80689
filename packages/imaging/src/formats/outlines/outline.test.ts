import { describe, expect, it } from 'vitest';
import { outlineArea, outlineCentroid, polygonsOf, type Ring } from './outline.js';

const square = (left: number, top: number, side: number): Ring => [
  { x: left, y: top },
  { x: left + side, y: top },
  { x: left + side, y: top + side },
  { x: left, y: top + side },
];

describe('polygonsOf', () => {
  it('gives a hole to the smallest ring around it, whatever the order and direction', () => {
    const [outer, hole, island, pit] = [square(0, 0, 10), square(1, 1, 8), square(2, 2, 6), square(3, 3, 4)];
    const other = square(20, 0, 3);
    const reversed = [...hole].reverse();
    expect(polygonsOf([pit, reversed, other, island, outer])).toEqual([
      [other],
      [island, pit],
      [outer, reversed],
    ]);
  });

  it('leaves out rings without area', () => {
    expect(polygonsOf([[{ x: 1, y: 1 }], square(3, 3, 0)])).toEqual([]);
  });
});

it('takes holes off area and centroid, far from the origin too', () => {
  const far = 100_000;
  const outline = [square(far, far, 4), square(far, far + 1, 2)];
  expect(outlineArea(outline)).toBe(12);
  const { x, y } = outlineCentroid(outline);
  expect(x).toBeCloseTo(far + (16 * 2 - 4 * 1) / 12, 9);
  expect(y).toBeCloseTo(far + (16 * 2 - 4 * 2) / 12, 9);
});

it('takes the mean of the points where there is no area', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 4, y: 2 },
  ];
  expect(outlineCentroid([line])).toEqual({ x: 2, y: 1 });
});
