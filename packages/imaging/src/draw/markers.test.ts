import { describe, expect, it } from 'vitest';
import type { Image } from '../image.js';
import { PALETTE } from './colours.js';
import { drawMarkers, markerRadius } from './markers.js';

const blank = (width: number, height: number, value = 128): Image => ({
  width,
  height,
  channels: 3,
  colour: 'rgb',
  bitDepth: 8,
  data: new Uint8Array(3 * width * height).fill(value),
});
const pixel = ({ width, height, data }: Image, x: number, y: number): number[] =>
  [0, 1, 2].map((c) => data[(c * height + y) * width + x]!);

describe('drawMarkers', () => {
  it('draws a ring of the colour around an untouched centre', () => {
    const picture = blank(41, 41);
    drawMarkers(picture, [{ x: 20.5, y: 20.5 }], { radius: 10, colour: PALETTE.skyBlue });
    for (const [x, y] of [
      [30, 20],
      [10, 20],
      [20, 30],
      [20, 10],
    ] as const) {
      expect(pixel(picture, x, y)).toEqual([...PALETTE.skyBlue]);
    }
    expect(pixel(picture, 20, 20)).toEqual([128, 128, 128]);
    expect(pixel(picture, 0, 0)).toEqual([128, 128, 128]);
    expect(pixel(picture, 32, 20)[0]).toBeLessThan(120);
  });

  it('is symmetric about a pixel centre', () => {
    for (const shape of ['ring', 'cross', 'dot'] as const) {
      const picture = blank(31, 31);
      drawMarkers(picture, [{ x: 15.5, y: 15.5 }], { shape, radius: 7 });
      for (let y = 0; y < 31; y++) {
        for (let x = 0; x < 31; x++) expect(pixel(picture, x, y)).toEqual(pixel(picture, 30 - x, y));
      }
      expect(picture.data.some((value) => value !== 128)).toBe(true);
    }
  });

  it('cuts markers at the border of the picture', () => {
    const picture = blank(10, 10);
    drawMarkers(
      picture,
      [
        { x: 0, y: 0 },
        { x: 10, y: 10 },
        { x: -50, y: 3 },
      ],
      { shape: 'cross', radius: 5 },
    );
    expect(pixel(picture, 0, 0)).not.toEqual([128, 128, 128]);
  });

  it('moves by fractions of a pixel', () => {
    const [a, b] = [blank(21, 21), blank(21, 21)];
    drawMarkers(a, [{ x: 10.5, y: 10.5 }], { radius: 5 });
    drawMarkers(b, [{ x: 10.8, y: 10.5 }], { radius: 5 });
    expect(a.data).not.toEqual(b.data);
  });
});

it('makes markers smaller where cells stand closer', () => {
  const lattice = (step: number) =>
    Array.from({ length: 100 }, (_, i) => ({ x: (i % 10) * step, y: Math.floor(i / 10) * step }));
  expect(markerRadius([], 512, 512)).toBe(10);
  expect(markerRadius([{ x: 1, y: 1 }], 512, 512)).toBe(10);
  expect(markerRadius(lattice(1), 512, 512)).toBe(2);
  expect(markerRadius(lattice(12), 512, 512)).toBe(6);
  expect(markerRadius(lattice(100), 1000, 1000)).toBe(10);
});
