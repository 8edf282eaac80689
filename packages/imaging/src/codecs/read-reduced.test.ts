import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Image } from '../image.js';
import { matrix, rows } from '../testing/images.node.js';
import { openImage } from './open.js';
import { readReduced } from './read-reduced.js';
import { stillSource } from './still-source.js';
import { encodeTiff } from './tiff-encode.js';

describe('readReduced', () => {
  it('averages squares, and what there is of them at the ends', async () => {
    const source = stillSource(
      'png',
      matrix([
        [0, 2, 10, 20, 7],
        [4, 6, 30, 40, 9],
        [1, 2, 3, 4, 5],
      ]),
    );
    const reduced = await readReduced(source, {}, 2);
    expect(rows(reduced)).toEqual([
      [3, 25, 8],
      [2, 4, 5],
    ]);
    expect(await readReduced(source, {}, 1)).toEqual(await source.read());
    await expect(readReduced(source, {}, 1.5)).rejects.toThrow(/factor must be a whole number.*1\.5/);
  });

  it('is the same in pieces as at once, of any part and channels', async () => {
    const width = 2600;
    const height = 1900;
    const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * i) >> 7);
    const image: Image = { width, height, channels: 3, colour: 'rgb', bitDepth: 8, data };
    const source = await openImage(encodeTiff(image));
    const region = { x: 13, y: 7, width: 2500, height: 1800 };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 50 }), async (factor) => {
        const reduced = await readReduced(source, { channels: [2], region }, factor);
        expect([reduced.width, reduced.height, reduced.channels]).toEqual([
          Math.ceil(2500 / factor),
          Math.ceil(1800 / factor),
          1,
        ]);
        for (const share of [0, 0.31, 0.97]) {
          const [x, y] = [Math.floor(share * reduced.width), Math.floor(share * reduced.height)];
          let [sum, count] = [0, 0];
          for (let v = y * factor; v < Math.min(1800, (y + 1) * factor); v++) {
            for (let u = x * factor; u < Math.min(2500, (x + 1) * factor); u++, count++) {
              sum += data[(2 * height + 7 + v) * width + 13 + u]!;
            }
          }
          expect(reduced.data[y * reduced.width + x]).toBe(Math.round(sum / count));
        }
      }),
      { numRuns: 8 },
    );
  });
});
