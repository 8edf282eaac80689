import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentileMeter, percentiles } from './percentile.js';

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

/** Percentiles by sorting, the obvious way. */
function bySorting(samples: Float32Array | Uint8Array | Uint16Array, percents: readonly number[]): number[] {
  const sorted = Float32Array.from(samples as ArrayLike<number>)
    .filter(Number.isFinite)
    .sort();
  if (sorted.length === 0) return percents.map(() => 0);
  return percents.map((percent) => {
    const rank = (percent / 100) * (sorted.length - 1);
    const below = Math.floor(rank);
    const [low, high] = [sorted[below]!, sorted[Math.min(below + 1, sorted.length - 1)]!];
    return low + (rank - below) * (high - low);
  });
}

describe('percentileMeter', () => {
  const percents = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 3 });
  const samples = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    fc.uint16Array({ maxLength: 80 }),
    fc.float32Array({ maxLength: 80 }),
    // Floats that differ in their last bits only.
    fc.float32Array({ maxLength: 80, min: 1, max: Math.fround(1.00001), noNaN: true }),
    fc.array(fc.constantFrom(-1, -0, 0, 1, 1, 1), { maxLength: 80 }).map((list) => Float32Array.from(list)),
  );

  it('finds of samples in pieces exactly what sorting all of them finds', () => {
    fc.assert(
      fc.property(samples, percents, fc.integer({ min: 1, max: 30 }), (all, wanted, step) => {
        const bitDepth = ({ 1: 8, 2: 16, 4: 32 } as const)[all.BYTES_PER_ELEMENT as 1 | 2 | 4];
        const meter = percentileMeter(bitDepth, wanted);
        let passes = 0;
        do {
          passes++;
          for (let at = 0; at < all.length; at += step) meter.add(all.subarray(at, at + step));
        } while (meter.again());
        expect(meter.values()).toEqual(bySorting(all, wanted));
        expect(passes).toBeLessThanOrEqual(bitDepth === 32 ? 2 : 1);
        expect(percentiles(all, wanted)).toEqual(meter.values());
      }),
      { numRuns: 300 },
    );
  });
});
