import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packOutline, shiftOutline, unpackOutline } from './outline.js';

/** Runs in raster order, some in one row, some rows empty. */
const runs = fc
  .array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2000 })), {
    maxLength: 30,
  })
  .map((steps) => {
    let [row, column] = [0, 0];
    return steps.flatMap(([down, gap, length]) => {
      if (down > 0) [row, column] = [row + down, 0];
      const start = column + gap;
      column = start + length;
      return [row, start, column];
    });
  });

describe('an outline', () => {
  it('is the same runs again', () => {
    fc.assert(
      fc.property(runs, (given) => {
        expect(unpackOutline(packOutline(given))).toEqual(given);
      }),
    );
    const far = [99_999, 70_000, 70_001, 100_000, 3, 150_000];
    expect(unpackOutline(packOutline(far))).toEqual(far);
  });

  it('moves by whole pixels', () => {
    fc.assert(
      fc.property(runs, fc.nat(5000), fc.nat(5000), (given, x, y) => {
        const moved = given.map((value, i) => value + (i % 3 === 0 ? y : x));
        expect(unpackOutline(shiftOutline(packOutline(given), x, y))).toEqual(moved);
      }),
    );
  });

  it('of a round nucleus is small', () => {
    const disc = Array.from({ length: 21 }, (_, y) => {
      const half = Math.round(Math.sqrt(10.5 ** 2 - (y - 10) ** 2));
      return [4000 + y, 9000 - half, 9000 + half];
    }).flat();
    expect(packOutline(disc).length).toBeLessThan(90);
  });
});
