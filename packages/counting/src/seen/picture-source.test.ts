import type { Image } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptSource, middleOf, piecesOf, samplesOf, sourceOfImage } from './picture-source.js';

const image: Image = {
  ...{ width: 5, height: 4, channels: 2, colour: 'multichannel', bitDepth: 8 },
  data: Uint8Array.from({ length: 40 }, (_, i) => i),
};

describe('samplesOf', () => {
  it('lie in the picture, the middle first, and do not grow with it', () => {
    const sides = fc.integer({ min: 1, max: 200_000 });
    fc.assert(
      fc.property(sides, sides, (width, height) => {
        const samples = samplesOf({ width, height });
        let pixels = 0;
        for (const region of samples) {
          expect(region.x).toBeGreaterThanOrEqual(0);
          expect(region.y).toBeGreaterThanOrEqual(0);
          expect(region.x + region.width).toBeLessThanOrEqual(width);
          expect(region.y + region.height).toBeLessThanOrEqual(height);
          pixels += region.width * region.height;
        }
        expect(pixels).toBeLessThanOrEqual(2 ** 19);
        if (samples.length > 1) expect(samples[0]).toEqual(middleOf({ width, height }));
      }),
    );
  });

  it('are all of a small picture', () => {
    expect(samplesOf({ width: 600, height: 600 })).toEqual([{ x: 0, y: 0, width: 600, height: 600 }]);
  });
});

describe('a source', () => {
  it('of an image reads its parts', async () => {
    const source = sourceOfImage(image);
    expect(await source.read()).toEqual(image);
    const region = { x: 1, y: 2, width: 2, height: 1 };
    expect(source.describe({ region })).toMatchObject({ width: 2, height: 1, channels: 2, bitDepth: 8 });
    expect([...(await source.read({ region })).data]).toEqual([11, 12, 31, 32]);
  });

  it('that is kept is decoded once, and has the selection applied', async () => {
    let reads = 0;
    const one: Image = { ...image, channels: 1, colour: 'grey', data: image.data.slice(20) };
    const kept = await keptSource(
      {
        describe: () => sourceOfImage(one).describe(),
        read: async (selection) => {
          reads++;
          expect(selection).toEqual({ channels: [1] });
          return one;
        },
      },
      { channels: [1] },
    );
    const region = { x: 0, y: 0, width: 2, height: 1 };
    expect([...(await kept.read({ region })).data]).toEqual([20, 21]);
    const pieces: Image[] = [];
    for await (const piece of piecesOf(kept)) pieces.push(piece);
    expect(pieces).toEqual([one]);
    expect(reads).toBe(1);
  });

  it('that is too large to be kept is read in parts, within what is selected', async () => {
    const side = 6000;
    const large = { ...sourceOfImage(image).describe(), width: side, height: side, channels: 1 };
    const asked: unknown[] = [];
    const kept = await keptSource(
      {
        describe: () => large,
        read: async (selection) => {
          asked.push(selection);
          return image;
        },
      },
      { z: 3, region: { x: 100, y: 50, width: side, height: side } },
    );
    await kept.read({ region: { x: 7, y: 8, width: 9, height: 10 } });
    expect(asked).toEqual([{ z: 3, region: { x: 107, y: 58, width: 9, height: 10 } }]);
  });
});
