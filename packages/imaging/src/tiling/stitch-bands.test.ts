import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';
import { createRandom } from '../random.js';
import { planTiles } from './plan-tiles.js';
import { readTile } from './read-tile.js';
import { createBandStitcher } from './stitch-bands.js';

const cases = fc.record({
  width: fc.integer({ min: 1, max: 40 }),
  height: fc.integer({ min: 1, max: 40 }),
  multipleOf: fc.constantFrom(1, 4),
  halo: fc.integer({ min: 0, max: 6 }),
  extra: fc.integer({ min: 1, max: 3 }),
  seed: fc.nat(),
});

describe('createBandStitcher', () => {
  it('gives the whole map in bands from top to bottom, whatever the order of the tiles', () => {
    fc.assert(
      fc.property(cases, ({ width, height, multipleOf, halo, extra, seed }) => {
        const random = createRandom(seed);
        const data = Float32Array.from({ length: width * height }, () => random.integer(1000));
        const image: Image = { width, height, channels: 1, colour: 'grey', bitDepth: 32, data };
        const tile = (2 * Math.ceil(halo / multipleOf) + extra) * multipleOf;
        const plan = planTiles(width, height, { tile, halo, multipleOf });
        const shuffled = plan.tiles
          .map((each) => ({ each, place: random.uniform() }))
          .sort((a, b) => a.place - b.place);
        const stitcher = createBandStitcher(plan);
        const bands = shuffled.flatMap(({ each }) =>
          stitcher.add(each, Float32Array.from(readTile(image, each).data)),
        );
        expect(new Set(plan.tiles.map(({ responsibility }) => responsibility.y)).size).toBe(bands.length);
        expect(
          Buffer.compare(
            Buffer.from(Float32Array.of(...bands.flatMap((rows) => [...rows])).buffer),
            Buffer.from(data.buffer),
          ),
        ).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('refuses a tile that comes when its band is gone', () => {
    const plan = planTiles(8, 16, { tile: 8 });
    const stitcher = createBandStitcher(plan);
    expect(stitcher.add(plan.tiles[0]!, new Float32Array(64))).toHaveLength(1);
    expect(() => stitcher.add(plan.tiles[0]!, new Float32Array(64))).toThrow(ImagingError);
    expect(stitcher.add(plan.tiles[1]!, new Float32Array(64))).toHaveLength(1);
    expect(() => stitcher.add(plan.tiles[1]!, new Float32Array(64))).toThrow(/tile 1 comes twice/);
  });
});
