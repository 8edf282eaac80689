import {
  bytesSource,
  crop,
  encodePng,
  encodeTiff,
  type Image,
  type Normalisation,
  openImage,
  planTiles,
  readTile,
} from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CountingError } from '../errors.js';
import { IMAGENET, PERCENTILES, preparePicture } from './preparation.js';
import { openTiledPicture } from './tiled-picture.js';

function picture(width: number, height: number, channels: 1 | 3, bitDepth: 8 | 16 | 32, seed: number): Image {
  const values = Array.from({ length: channels * width * height }, (_, i) => (i * 7919 + seed) % 251);
  const data = new { 8: Uint8Array, 16: Uint16Array, 32: Float32Array }[bitDepth](values);
  return { width, height, channels, colour: channels === 3 ? 'rgb' : 'grey', bitDepth, data };
}

const cases = fc.record({
  width: fc.integer({ min: 1, max: 40 }),
  height: fc.integer({ min: 1, max: 40 }),
  channels: fc.constantFrom(1 as const, 3 as const),
  bitDepth: fc.constantFrom(8 as const, 16 as const, 32 as const),
  seed: fc.nat(1000),
  halo: fc.integer({ min: 0, max: 5 }),
  normalisation: fc.constantFrom<Normalisation>(IMAGENET, PERCENTILES, {
    kind: 'percentile',
    low: 5,
    high: 80,
  }),
  keptBytes: fc.constantFrom(0, 2 ** 20),
  inputScale: fc.constantFrom(1, 1, 1.7067, 2, 0.7),
});

describe('openTiledPicture', () => {
  it('reads the tiles of the picture prepared as a whole, kept in memory or not', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        const { width, height, normalisation, inputScale, keptBytes } = each;
        const preparation = { normalisation, inputScale };
        const image = picture(width, height, each.channels, each.bitDepth, each.seed);
        const source = await openImage(encodeTiff(image));
        const tiled = await openTiledPicture(source, {}, preparation, { keptBytes });
        expect(tiled.own).toEqual({ width, height });
        const whole = preparePicture(image, preparation);
        expect([tiled.width, tiled.height]).toEqual([whole.width, whole.height]);
        const plan = planTiles(whole.width, whole.height, {
          tile: (2 * Math.ceil(each.halo / 4) + 2) * 4,
          halo: each.halo,
          multipleOf: 4,
        });
        for (const tile of plan.tiles) {
          const block = await tiled.read(tile);
          const expected = readTile({ ...whole, colour: 'multichannel', bitDepth: 32 }, tile);
          expect([block.width, block.height, block.channels]).toEqual([
            expected.width,
            expected.height,
            whole.channels,
          ]);
          expect(Buffer.compare(Buffer.from(block.data.buffer), Buffer.from(expected.data.buffer))).toBe(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes its percentiles of the region and the channels that are selected', async () => {
    const image = picture(30, 20, 3, 8, 5);
    const region = { x: 4, y: 3, width: 21, height: 11 };
    const source = await openImage(encodePng(image));
    const expected = preparePicture(
      {
        ...crop(image, region),
        channels: 1,
        colour: 'grey',
        data: crop(image, region).data.subarray(231, 462),
      },
      { normalisation: PERCENTILES },
    );
    for (const keptBytes of [0, 2 ** 20]) {
      const tiled = await openTiledPicture(
        source,
        { region, channels: [1] },
        { normalisation: PERCENTILES },
        { keptBytes },
      );
      const [tile] = planTiles(21, 11, { tile: 32 }).tiles;
      expect(await tiled.read(tile!)).toEqual(expected);
    }
  });

  it.each([
    ['with percentiles, before any tile', PERCENTILES, 0],
    ['with fixed means, in the tile that holds them', IMAGENET, 1],
  ])('refuses samples that are no numbers %s', async (_, normalisation, tilesRead) => {
    const image = picture(16, 16, 3, 32, 1);
    image.data[16 * 16 - 1] = Number.NaN;
    const source = await openImage(encodeTiff(image));
    let read = 0;
    const reading = async (): Promise<void> => {
      const tiled = await openTiledPicture(source, {}, { normalisation }, { keptBytes: 0 });
      for (const tile of planTiles(16, 16, { tile: 8 }).tiles) {
        await tiled.read(tile);
        read++;
      }
    };
    await expect(reading()).rejects.toThrow(CountingError);
    expect(read).toBe(3 * tilesRead);
  });

  it('stops between two pieces when it is told to', async () => {
    const bytes = encodeTiff(picture(2048, 3000, 1, 8, 3));
    const { size, read } = bytesSource(bytes);
    const abort = new AbortController();
    const source = await openImage({
      size,
      read: (offset, length) => {
        if (length > 1e5) abort.abort(new Error('enough'));
        return read(offset, length);
      },
    });
    const opening = openTiledPicture(
      source,
      {},
      { normalisation: PERCENTILES },
      { keptBytes: 0, signal: abort.signal },
    );
    await expect(opening).rejects.toThrow('enough');
  });
});
