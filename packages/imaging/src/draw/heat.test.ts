import { expect, it } from 'vitest';
import type { Image } from '../image.js';
import { drawHeat } from './heat.js';

const blank = (width: number, height: number): Image => ({
  width,
  height,
  channels: 3,
  colour: 'rgb',
  bitDepth: 8,
  data: new Uint8Array(3 * width * height),
});

it('is brightest at the maximum and absent at zero, enlarging a smaller map', () => {
  const picture = blank(4, 2);
  const map = { width: 2, height: 1, data: Float32Array.of(0, 0.5) };
  expect(drawHeat(picture, map)).toBe(0.5);
  expect([...picture.data.subarray(0, 4)]).toEqual([0, 0, 189, 189]);
  expect([...picture.data.subarray(4, 8)]).toEqual([0, 0, 189, 189]);
});

it('draws nothing for an empty map and refuses a larger one', () => {
  const picture = blank(2, 2);
  expect(drawHeat(picture, { width: 2, height: 2, data: new Float32Array(4) })).toBe(0);
  expect(picture.data.every((value) => value === 0)).toBe(true);
  expect(() => drawHeat(picture, { width: 3, height: 2, data: new Float32Array(6) })).toThrow(/2 x 2.*3 x 2/);
});
