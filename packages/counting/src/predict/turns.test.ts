import {
  type CompiledProgram,
  compile,
  constant,
  conv2d,
  type Device,
  floats,
  input,
  openDevice,
  sum,
  symbol,
} from '@celltally/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PreparedPicture } from '../picture/preparation.js';
import { openPredictor, type TileSettings } from './predictor.js';
import { TURNS, type Turns } from './turns.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

/** A network of one square convolution over the first channel, which also counts half of what its map holds. */
function kernelProgram(kernel: readonly number[], sides?: number): CompiledProgram {
  const image = input('image', [1, 3, sides ?? symbol('height'), sides ?? symbol('width')]);
  const side = Math.sqrt(kernel.length);
  const answer = (factor: number) => {
    const weights = Float32Array.from({ length: 3 * kernel.length }, (_, i) => factor * (kernel[i] ?? 0));
    return conv2d(image, constant(floats([1, 3, side, side], weights)), { padding: (side - 1) / 2 });
  };
  return compile({ outputs: { map: answer(1), count: sum(answer(0.5), { axes: [1, 2, 3] }) } });
}

const TILES: TileSettings = { tile: 16, halo: 1, multipleOf: 4 };

async function predict(kernel: readonly number[], turns: Turns, picture: PreparedPicture, tiles = TILES) {
  const program = kernelProgram(kernel, tiles.fixed ? tiles.tile : undefined);
  const predictor = await openPredictor(device, program, tiles, turns);
  try {
    const { map, count } = await predictor.predict(picture);
    return { map: [...map.data], count: count as number };
  } finally {
    await predictor.close();
  }
}

/** A grey picture, 0 but for single pixels away from its borders, whole numbers. */
function picture(width: number, height: number): PreparedPicture {
  const data = new Float32Array(width * height);
  for (let y = 2; y < height - 2; y += 3) for (let x = 2; x < width - 2; x += 5) data[y * width + x] = x + y;
  return { width, height, channels: 1, data };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The answer to a single bright pixel, as large as the kernel. */
async function answer(kernel: readonly number[], turns: Turns): Promise<number[]> {
  const data = new Float32Array(64);
  data[4 * 8 + 4] = 1;
  const reach = (Math.sqrt(kernel.length) - 1) / 2;
  const { map } = await predict(kernel, turns, { width: 8, height: 8, channels: 1, data });
  const rows = Array.from({ length: 2 * reach + 1 }, (_, i) => 8 * (4 - reach + i));
  return rows.flatMap((row) => map.slice(row + 4 - reach, row + 5 + reach));
}

const ROUND = [1, 2, 1, 2, 4, 2, 1, 2, 1];
/** No two of its weights are equal. */
const LOPSIDED = [8, 16, 24, 32, 40, 48, 56, 64, 72];

describe('several ways of looking at a picture', () => {
  it.each(TURNS)('%i change nothing of a network that says the same in all of them', async (turns) => {
    const given = picture(45, 30);
    expect(await predict(ROUND, turns, given)).toEqual(await predict(ROUND, 1, given));
  });

  it('make a network even that is not', async () => {
    // Correlation shows a single pixel the kernel turned by half.
    expect(await answer(LOPSIDED, 1)).toEqual([...LOPSIDED].reverse());
    expect(await answer(LOPSIDED, 2)).toEqual([40, 40, 40, 40, 40, 40, 40, 40, 40]);
    const uneven = [8, 0, 0, 16, 0, 0, 0, 0, 0];
    expect(await answer(uneven, 2)).toEqual([4, 0, 0, 8, 0, 8, 0, 0, 4]);
    expect(await answer(uneven, 4)).toEqual([2, 4, 2, 4, 0, 4, 2, 4, 2]);
    // A knight's move away, which quarter turns alone leave with a hand.
    const handed = Array.from({ length: 25 }, (_, i) => (i === 1 ? 8 : 0));
    const places = (values: readonly number[]) => values.flatMap((value, i) => (value > 0 ? [i] : []));
    expect(places(await answer(handed, 4))).toEqual([1, 9, 15, 23]);
    expect(places(await answer(handed, 8))).toEqual([1, 3, 5, 9, 15, 19, 21, 23]);
  });

  it.each([
    ['tiles', TILES],
    ['tiles of one size', { ...TILES, fixed: true }],
  ] as const)('keep the sums of maps and of counts, in %s', async (_, tiles) => {
    const given = picture(45, 30);
    const once = await predict(LOPSIDED, 1, given, tiles);
    for (const turns of TURNS) {
      const { map, count } = await predict(LOPSIDED, turns, given, tiles);
      expect(total(map)).toBe(total(once.map));
      expect(Math.abs(count - total(map) / 2)).toBeLessThan(1e-3 * count);
    }
  });
});
