import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentiles } from './percentile.js';

describe('percentiles', () => {
  it('interpolates between ranks as NumPy does', () => {
    // numpy.percentile([15, 20, 35, 40, 50], [0, 5, 30, 40, 50, 95, 100])
    const expected = [15, 16, 23, 29, 35, 48, 100 / 2];
    const wanted = [0, 5, 30, 40, 50, 95, 100];
    percentiles(Uint8Array.of(50, 15, 40, 20, 35), wanted).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 9);
    });
  });

  it('is the same by counting and by sorting', () => {
    const values = fc.uint16Array({ minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 100, noNaN: true }), (samples, percent) => {
        const [counted] = percentiles(samples, [percent]);
        expect(percentiles(Float32Array.from(samples), [percent])[0]).toBeCloseTo(counted!, 9);
      }),
    );
  });

  it('leaves out what is not finite', () => {
    expect(percentiles(Float32Array.of(Number.NaN, 4, Number.POSITIVE_INFINITY, 2), [0, 50, 100])).toEqual([
      2, 3, 4,
    ]);
    expect(percentiles(Float32Array.of(Number.NaN), [50])).toEqual([0]);
  });
});
