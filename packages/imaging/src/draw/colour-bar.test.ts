import { expect, it } from 'vitest';
import type { Image } from '../image.js';
import { drawColourBar } from './colour-bar.js';

const blank = (width: number, height: number): Image => ({
  width,
  height,
  channels: 3,
  colour: 'rgb',
  bitDepth: 8,
  data: new Uint8Array(3 * width * height).fill(100),
});
const red = ({ width, data }: Image, x: number, y: number): number => data[y * width + x] as number;

it('draws a bar that grows brighter from the bottom to the top, with its ends in numbers', () => {
  const picture = blank(100, 100);
  drawColourBar(picture, 0.0176);
  const column = Array.from({ length: 40 }, (_, i) => red(picture, 95, 58 + i));
  expect(column[0]).toBe(252);
  expect(column.at(-1)).toBe(64);
  for (let i = 1; i < 40; i++) expect(column[i] as number).toBeLessThanOrEqual((column[i - 1] as number) + 2);
  const white = (from: number, to: number): boolean =>
    picture.data.subarray(from * 100, to * 100).some((value, i) => value === 255 && i % 100 < 91);
  expect([white(56, 70), white(70, 86), white(86, 100)]).toEqual([true, false, true]);
  // The top left is left to the count.
  expect(picture.data.subarray(0, 50 * 100).every((value) => value === 100)).toBe(true);
});

it('leaves cold and small pictures alone', () => {
  const [cold, small] = [blank(100, 100), blank(30, 30)];
  drawColourBar(cold, 0);
  drawColourBar(small, 1);
  for (const { data } of [cold, small]) expect(data.every((value) => value === 100)).toBe(true);
});
