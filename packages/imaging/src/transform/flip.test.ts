import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, planes, rows } from '../testing/images.node.js';
import { flip } from './flip.js';

describe('flip', () => {
  const image = planes([
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [
      [7, 8, 9],
      [10, 11, 12],
    ],
  ]);

  it('exchanges left and right', () => {
    const flipped = flip(image, 'horizontal');
    expect(rows(flipped, 0)).toEqual([
      [3, 2, 1],
      [6, 5, 4],
    ]);
    expect(rows(flipped, 1)).toEqual([
      [9, 8, 7],
      [12, 11, 10],
    ]);
  });

  it('exchanges top and bottom', () => {
    const flipped = flip(image, 'vertical');
    expect(rows(flipped, 0)).toEqual([
      [4, 5, 6],
      [1, 2, 3],
    ]);
    expect(rows(flipped, 1)).toEqual([
      [10, 11, 12],
      [7, 8, 9],
    ]);
  });

  it('is its own reverse, for floats too', () => {
    const values = fc.array(fc.float(), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(values, fc.constantFrom('horizontal', 'vertical'), (v, direction) => {
        const float = matrix([v.slice(0, 3), v.slice(3)], 32);
        expect(flip(flip(float, direction), direction)).toEqual(float);
      }),
    );
  });
});
