import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { polygonPixels, rlePixels } from './coco-mask.js';

const ordered = (pixels: readonly number[]): number[] => pixels.toSorted((a, b) => a - b);

describe('rlePixels', () => {
  it('reads runs column by column', () => {
    // 3 rows, 4 columns: the second column, and the first pixel of the third.
    expect(ordered(rlePixels({ size: [3, 4], counts: [3, 4, 5] }))).toEqual([1, 2, 5, 9]);
  });

  it('reads the compact strings that pycocotools 2.0.11 wrote', () => {
    const small = rlePixels({ size: [7, 9], counts: '5250L1300000=NE' });
    expect(ordered(small)).toEqual([8, 11, 12, 13, 14, 20, 21, 22, 23, 29, 30, 31, 32, 45, 46, 54, 55]);
    const counts =
      'hn09a14L4M2N2N2O0O2N2O0O2O000O2O000O2O00000000000000000000000000000001N10001N10001N101N2N101NUOE89IG87II93IM9OI1Q100000000000000000000000000000';
    const large = rlePixels({ size: [60, 80], counts });
    expect(large).toHaveLength(1529);
    expect(large.reduce((sum, pixel) => sum + pixel, 0)).toBe(3_916_020);
  });

  it('refuses runs that do not fill the picture, and foreign characters', () => {
    expect(() => rlePixels({ size: [3, 4], counts: [3, 4] }, 'c.json')).toThrow(AnnotationError);
    expect(() => rlePixels({ size: [3, 4], counts: [3, 4] }, 'c.json')).toThrow(
      'covers 7 pixels, but its size is 3 x 4',
    );
    expect(() => rlePixels({ size: [3, 4], counts: '5 1' })).toThrow('foreign character');
  });
});

describe('polygonPixels', () => {
  it('takes a pixel whose centre lies inside', () => {
    expect(polygonPixels([[1, 1, 3, 1, 3, 2, 1, 2]], 5, 4)).toEqual([6, 7]);
    expect(polygonPixels([[0, 0, 4, 0, 0, 4]], 4, 4)).toEqual([0, 1, 2, 4, 5, 8]);
  });

  it('joins several polygons and cuts at the border', () => {
    expect(
      polygonPixels(
        [
          [-5, 0, 1, 0, 1, 1, -5, 1],
          [3, 0, 9, 0, 9, 1, 3, 1],
        ],
        4,
        2,
      ),
    ).toEqual([0, 3]);
  });

  it('fills any rectangle on pixel corners exactly', () => {
    const side = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(fc.nat(5), fc.nat(5), side, side, (x, y, w, h) => {
        const pixels = polygonPixels([[x, y, x + w, y, x + w, y + h, x, y + h]], 12, 12);
        expect(pixels).toHaveLength(w * h);
        expect(pixels[0]).toBe(y * 12 + x);
      }),
    );
  });
});
