import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { over } from './print.js';

const byte = fc.integer({ min: 0, max: 255 });
const packed = ([red, green, blue, opacity]: readonly number[]) =>
  ((opacity! << 24) | (blue! << 16) | (green! << 8) | red!) >>> 0;
const parts = (pixel: number) => [0, 8, 16, 24].map((shift) => (pixel >>> shift) & 255);

describe('a pixel over another', () => {
  it('has the colour and the opacity of "source over" (Porter and Duff 1984)', () => {
    const opaque = fc.integer({ min: 1, max: 255 });
    const pixel = fc.tuple(byte, byte, byte, opaque);
    fc.assert(
      fc.property(pixel, pixel, (above, below) => {
        const [a, b] = [above[3] / 255, below[3] / 255];
        const opacity = a + b * (1 - a);
        const wanted = [0, 1, 2].map((i) => (above[i]! * a + below[i]! * b * (1 - a)) / opacity);
        const found = parts(over(packed(above), packed(below)));
        [...wanted, 255 * opacity].forEach((part, i) => {
          expect(Math.abs(found[i]! - part)).toBeLessThanOrEqual(0.51);
        });
      }),
    );
  });
});
