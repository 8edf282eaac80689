import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreparedPicture } from '../picture/preparation.js';
import { ANY_PROGRAM, pointwiseDevice } from '../testing/device-double.node.js';
import { openPredictor } from './predictor.js';

/** Whole numbers, so that sums are exact in any order. */
function picture(width: number, height: number, channels: 1 | 3): PreparedPicture {
  const data = Float32Array.from({ length: channels * width * height }, (_, i) => (i * 37) % 101);
  return { width, height, channels, data };
}

const weigh = (first: number, second: number, third: number): number => first + 2 * second + 5 * third;

/** What a network that looks at one pixel at a time says of the picture at once. */
function whole({ width, height, channels, data }: PreparedPicture): number[] {
  const area = width * height;
  const at = (channel: number, i: number): number =>
    data[(channels === 3 ? channel * area : 0) + i] as number;
  return Array.from({ length: area }, (_, i) => weigh(at(0, i), at(1, i), at(2, i)));
}

const cases = fc.record({
  width: fc.integer({ min: 1, max: 50 }),
  height: fc.integer({ min: 1, max: 50 }),
  channels: fc.constantFrom(1 as const, 3 as const),
  multipleOf: fc.constantFrom(1, 4, 16),
  halo: fc.integer({ min: 0, max: 9 }),
  extra: fc.integer({ min: 1, max: 3 }),
});

describe('openPredictor', () => {
  it('says tile by tile what it says at once: every pixel, and so the sum; a grey picture is repeated', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ width, height, channels, multipleOf, halo, extra }) => {
        const tile = (2 * Math.ceil(halo / multipleOf) + extra) * multipleOf;
        const predictor = await openPredictor(pointwiseDevice(weigh), ANY_PROGRAM, {
          tile,
          halo,
          multipleOf,
        });
        const given = picture(width, height, channels);
        const { map, count } = await predictor.predict(given);
        expect(count).toBeUndefined();
        expect([map.width, map.height]).toEqual([width, height]);
        expect([...map.data]).toEqual(whole(given));
      }),
      { numRuns: 60 },
    );
  });

  it('runs a picture that is smaller than a tile once', async () => {
    let runs = 0;
    const device = pointwiseDevice(weigh, () => runs++);
    const predictor = await openPredictor(device, ANY_PROGRAM, { tile: 64, halo: 16, multipleOf: 16 });
    const small = picture(21, 5, 1);
    expect([...(await predictor.predict(small)).map.data]).toEqual(whole(small));
    expect(runs).toBe(1);
  });

  it('counts, with a head that counts what it sees, the picture and nothing beside it, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        cases,
        fc.boolean(),
        async ({ width, height, channels, multipleOf, halo, extra }, fixed) => {
          const tile = (2 * Math.ceil(halo / multipleOf) + extra) * multipleOf;
          const shapes = new Set<string>();
          const device = pointwiseDevice(weigh, (shape) => shapes.add(shape.join()), 0.5);
          const predictor = await openPredictor(device, ANY_PROGRAM, { tile, halo, multipleOf, fixed });
          const given = picture(width, height, channels);
          const { map, count } = await predictor.predict(given);
          expect([...map.data]).toEqual(whole(given));
          const expected = 0.5 * whole(given).reduce((sum, value) => sum + value, 0);
          expect(Math.abs((count as number) - expected)).toBeLessThanOrEqual(1e-4 * expected);
          if (fixed) expect([...shapes]).toEqual([`1,3,${tile},${tile}`]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stops between two tiles when it is told to, and frees its program when closed', async () => {
    const abort = new AbortController();
    let runs = 0;
    const device = pointwiseDevice(weigh, () => {
      runs++;
      if (runs === 2) abort.abort(new Error('enough'));
    });
    const predictor = await openPredictor(device, ANY_PROGRAM, { tile: 16, halo: 0, multipleOf: 16 });
    await expect(predictor.predict(picture(48, 48, 1), abort.signal)).rejects.toThrow('enough');
    expect(runs).toBe(2);
    await predictor.close();
    expect(device.loaded()).toBe(0);
  });
});
