import { expect, it } from 'vitest';
import type { Image } from '../image.js';
import { drawNumber } from './digits.js';

const blank = (width: number, height: number): Image => ({
  width,
  height,
  channels: 3,
  colour: 'rgb',
  bitDepth: 8,
  data: new Uint8Array(3 * width * height).fill(100),
});
const rows = ({ width, height, data }: Image): string[] =>
  Array.from({ length: height }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (v) =>
      v === 255 ? '#' : v === 100 ? ' ' : '.',
    ).join(''),
  );

it('writes digits on a dark box', () => {
  const picture = blank(17, 12);
  drawNumber(picture, '17');
  expect(rows(picture)).toEqual([
    '...............  ',
    '...............  ',
    '....#...#####..  ',
    '...##.......#..  ',
    '....#......#...  ',
    '....#.....#....  ',
    '....#....#.....  ',
    '....#....#.....  ',
    '...###...#.....  ',
    '...............  ',
    '...............  ',
    '                 ',
  ]);
});

it('is cut by a small picture and silent for other signs', () => {
  const tiny = blank(4, 3);
  drawNumber(tiny, '8888');
  expect(tiny.data).toHaveLength(36);
  const untouched = blank(4, 3);
  drawNumber(untouched, 'abc');
  expect(untouched.data.every((value) => value === 100)).toBe(true);
});
