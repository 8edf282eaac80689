import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Image } from '../image.js';
import { crop } from '../transform/crop.js';
import { planTiles } from './plan-tiles.js';
import { cutTile, readTile, tileRegion } from './read-tile.js';

const image: Image = {
  width: 3,
  height: 2,
  channels: 2,
  colour: 'multichannel',
  bitDepth: 16,
  data: Uint16Array.of(1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60),
};

describe('readTile', () => {
  it('reflects beyond the right and bottom end, also over more than the picture', () => {
    const [tile] = planTiles(3, 2, { tile: 8, multipleOf: 8 }).tiles;
    const block = readTile(image, tile!);
    expect([block.width, block.height, block.channels, block.bitDepth]).toEqual([8, 8, 2, 16]);
    expect(block.data).toBeInstanceOf(Uint16Array);
    expect([...block.data.subarray(0, 24)]).toEqual(
      [1, 2, 3, 2, 1, 2, 3, 2].concat([4, 5, 6, 5, 4, 5, 6, 5], [1, 2, 3, 2, 1, 2, 3, 2]),
    );
    expect([...block.data.subarray(64, 72)]).toEqual([10, 20, 30, 20, 10, 20, 30, 20]);
  });

  it('pads with zeros when asked', () => {
    const [tile] = planTiles(3, 2, { tile: 4, multipleOf: 4 }).tiles;
    expect([...readTile(image, tile!, 'zero').data.subarray(0, 16)]).toEqual(
      [1, 2, 3, 0].concat([4, 5, 6, 0], new Array(8).fill(0)),
    );
  });

  it('cuts inner blocks without padding', () => {
    const { tiles } = planTiles(3, 2, { tile: 1 });
    expect(tiles.map((tile) => [...readTile(image, tile).data])).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
      [5, 50],
      [6, 60],
    ]);
  });
});

describe('cutTile', () => {
  it('makes of the part that a tile touches what readTile makes of the whole picture', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 30 }),
      height: fc.integer({ min: 1, max: 30 }),
      multipleOf: fc.constantFrom(1, 4, 16),
      halo: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(sizes, ({ width, height, multipleOf, halo }) => {
        const data = Uint16Array.from({ length: 2 * width * height }, (_, i) => i);
        const picture: Image = { width, height, channels: 2, colour: 'multichannel', bitDepth: 16, data };
        const tile = (2 * Math.ceil(halo / multipleOf) + 1) * multipleOf;
        for (const each of planTiles(width, height, { tile, halo, multipleOf }).tiles) {
          const region = tileRegion(each, picture);
          const part = { image: crop(picture, region), x: region.x, y: region.y, width, height };
          expect(cutTile(part, each)).toEqual(readTile(picture, each));
        }
      }),
      { numRuns: 60 },
    );
  });
});
