import { planTiles, type Tile } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countShare } from './count-share.js';

/** A block of 4 x 3 pixels, one column and one row of them invented, that answers for 2 x 2 of them. */
const tile: Tile = {
  index: 0,
  read: { x: 10, y: 20, width: 3, height: 2 },
  padding: { right: 1, bottom: 1 },
  responsibility: { x: 11, y: 20, width: 2, height: 2 },
};
const block = (...rows: readonly (readonly number[])[]): Float32Array => Float32Array.from(rows.flat());

describe('countShare', () => {
  it('is as much of the count as the tile has of the map, context and padding aside', () => {
    const map = block([1, 2, 3, 1], [1, 4, -9, 1], [1, 1, 1, 1]);
    expect(countShare(tile, { map, count: 32 })).toBeCloseTo((32 * 9) / 17, 10);
  });

  it('is nothing where the whole map stands outside of it', () => {
    expect(countShare(tile, { map: block([5, 0, 0, 0], [0, 0, 0, 5], [0, 0, 0, 0]), count: 8 })).toBe(0);
  });

  it('goes by area where the map is empty', () => {
    const map = block([-1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, -1]);
    expect(countShare(tile, { map, count: 6 })).toBe(2);
  });

  it('adds up to the count of a picture, however it is cut, where heads count what maps sum to', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 5 }), fc.boolean(), (width, height, halo, fixed) => {
        const { tiles } = planTiles(width, height, { tile: 16, halo, multipleOf: 2, fixed });
        // Every pixel, invented ones included, holds as much as it says.
        const value = (x: number, y: number): number => ((x * 7 + y * 3) % 5) / 4;
        let total = 0;
        for (const each of tiles) {
          const { read, padding } = each;
          const [across, down] = [read.width + padding.right, read.height + padding.bottom];
          const map = Float32Array.from({ length: across * down }, (_, i) =>
            value(read.x + (i % across), read.y + Math.floor(i / across)),
          );
          total += countShare(each, { map, count: map.reduce((sum, each) => sum + each, 0) });
        }
        let expected = 0;
        for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) expected += value(x, y);
        expect(total).toBeCloseTo(expected, 3);
      }),
      { numRuns: 60 },
    );
  });
});
