import { expect, it } from 'vitest';
import type { Image } from '../image.js';
import { drawOutlines } from './outlines.js';

const blank = (width: number, height: number): Image => ({
  width,
  height,
  channels: 3,
  colour: 'rgb',
  bitDepth: 8,
  data: new Uint8Array(3 * width * height),
});

it('draws the rim of each label and leaves its inside and the ground', () => {
  const rows = ['00000', '01110', '01110', '01112', '00000'];
  const picture = blank(5, 5);
  drawOutlines(picture, { width: 5, height: 5, labels: Uint32Array.from(rows.join(''), Number) });
  const red = [...picture.data.subarray(0, 25)].map((value) => (value > 0 ? '#' : '.')).join('');
  expect(red.match(/.{5}/g)).toEqual(['.....', '.###.', '.#.#.', '.####', '.....']);
});

it('refuses labels of another size', () => {
  expect(() => drawOutlines(blank(2, 2), { width: 2, height: 1, labels: new Uint32Array(2) })).toThrow(
    /2 x 2.*2 x 1/,
  );
});
