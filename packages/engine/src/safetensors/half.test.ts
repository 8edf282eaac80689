import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBrainFloatBits, fromHalfBits, toHalfBits } from './half.js';

const isNaNHalf = (bits: number) => (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0;

describe('half precision', () => {
  it('returns all 65536 bit patterns', () => {
    for (let bits = 0; bits < 65536; bits++) {
      const back = toHalfBits(fromHalfBits(bits));
      if (isNaNHalf(bits)) expect(isNaNHalf(back)).toBe(true);
      else if (back !== bits) expect(back).toBe(bits);
    }
  });

  it('rounds to the nearest half, ties to even', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -65504, max: 65504 }), (value) => {
        const bits = toHalfBits(value);
        const error = Math.abs(fromHalfBits(bits) - value);
        for (const neighbour of [bits - 1, bits + 1]) {
          if ((neighbour & 0x7fff) > 0x7bff || neighbour < 0 || (neighbour ^ bits) & 0x8000) continue;
          const other = Math.abs(fromHalfBits(neighbour) - value);
          expect(error).toBeLessThanOrEqual(other);
          if (error === other) expect(bits & 1).toBe(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [2 ** -25, 0],
    [3 * 2 ** -25, 2],
    [65519.99, 0x7bff],
    [65520, 0x7c00],
    [-Infinity, 0xfc00],
    [-0, 0x8000],
    [2 ** -14 - 2 ** -26, 0x0400],
  ])('%d becomes %i', (value, bits) => {
    expect(toHalfBits(value)).toBe(bits);
  });
});

it('a bfloat16 is the upper half of a float32', () => {
  expect(fromBrainFloatBits(0x3fc0)).toBe(1.5);
  expect(fromBrainFloatBits(0xff80)).toBe(-Infinity);
});
