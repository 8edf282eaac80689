import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Image } from '../image.js';
import { createRandom } from '../random.js';
import { planTiles } from './plan-tiles.js';
import { readTile } from './read-tile.js';
import { createStitchedOutput, stitchTile, sumTile, tileOwns } from './stitch.js';

const cases = fc.record({
  width: fc.integer({ min: 1, max: 40 }),
  height: fc.integer({ min: 1, max: 40 }),
  channels: fc.constantFrom(1, 3),
  multipleOf: fc.constantFrom(1, 4, 8),
  halo: fc.integer({ min: 0, max: 8 }),
  extra: fc.integer({ min: 1, max: 4 }),
  fixed: fc.boolean(),
  seed: fc.nat(),
});

const randomImage = (width: number, height: number, channels: number, seed: number): Image => {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: width * height * channels }, () => random.integer(1000));
  return { width, height, channels, colour: 'multichannel', bitDepth: 32, data };
};

/** Element by element: the matcher for whole arrays is slow in property tests. */
const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** A map whose value at a pixel depends on the 5 x 5 pixels around it, with nothing beyond the block. */
const boxSum = ({ width, height, data }: Image): Float32Array => {
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++) {
        for (let u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
          result[y * width + x]! += data[v * width + u]!;
        }
      }
    }
  }
  return result;
};

describe('stitchTile', () => {
  it('returns any map as it was, and its sum', () => {
    fc.assert(
      fc.property(cases, ({ width, height, channels, multipleOf, halo, extra, fixed, seed }) => {
        const tile = (2 * Math.ceil(halo / multipleOf) + extra) * multipleOf;
        const plan = planTiles(width, height, { tile, halo, multipleOf, fixed });
        const image = randomImage(width, height, channels, seed);
        const whole = createStitchedOutput(plan, { channels });
        let sum = 0;
        for (const part of plan.tiles) {
          const block = Float32Array.from(readTile(image, part).data);
          stitchTile(whole, part, block);
          sum += sumTile(part, block.subarray(0, block.length / channels));
        }
        expect(same(whole.data, image.data)).toBe(true);
        let expected = 0;
        for (let i = 0; i < width * height; i++) expected += image.data[i]!;
        expect(sum).toBe(expected);
      }),
      { numRuns: 80 },
    );
  });

  it('equals a run on the whole picture when the halo is as wide as the reach', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (width, height, seed) => {
          const image = randomImage(width, height, 1, seed);
          const plan = planTiles(width, height, { tile: 9, halo: 2 });
          const whole = createStitchedOutput(plan);
          for (const tile of plan.tiles) stitchTile(whole, tile, boxSum(readTile(image, tile)));
          expect(same(whole.data, boxSum(image))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('fits outputs at a fraction of the resolution together', () => {
    fc.assert(
      fc.property(cases, ({ width, height, halo, extra, seed }) => {
        const stride = 4;
        const tile = (2 * Math.ceil(halo / 8) + extra) * 8;
        const plan = planTiles(width, height, { tile, halo, multipleOf: 8 });
        const image = randomImage(width, height, 1, seed);
        const whole = createStitchedOutput(plan, { stride });
        const first = (block: Image) => {
          const [w, h] = [Math.ceil(block.width / stride), Math.ceil(block.height / stride)];
          return Float32Array.from({ length: w * h }, (_, i) => {
            return block.data[Math.floor(i / w) * stride * block.width + (i % w) * stride]!;
          });
        };
        for (const part of plan.tiles) stitchTile(whole, part, first(readTile(image, part)));
        expect(same(whole.data, first(image))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('gives every position to exactly one tile', () => {
    const plan = planTiles(30, 20, { tile: 8, halo: 2 });
    const random = createRandom(1);
    const points = Array.from({ length: 200 }, () => ({
      x: random.uniform() * 30,
      y: random.uniform() * 20,
    }));
    for (const point of [...points, { x: 30, y: 20 }, { x: 0, y: 0 }]) {
      expect(plan.tiles.filter((tile) => tileOwns(plan, tile, point))).toHaveLength(1);
    }
  });

  it('refuses outputs of the wrong size', () => {
    const plan = planTiles(10, 10, { tile: 8, halo: 2 });
    expect(() => stitchTile(createStitchedOutput(plan), plan.tiles[0]!, new Float32Array(63))).toThrow(/63/);
    expect(() => createStitchedOutput(plan, { stride: 2 })).toThrow(/multipleOf of 1.*2/);
  });
});
