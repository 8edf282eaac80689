import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binErrors } from './error-histogram.js';

describe('binErrors', () => {
  it('puts each whole error into a bin of its own when they are few and near', () => {
    expect(binErrors([-1, 0, 0, 2])).toEqual([
      { low: -1.5, high: -0.5, images: 1 },
      { low: -0.5, high: 0.5, images: 2 },
      { low: 0.5, high: 1.5, images: 0 },
      { low: 1.5, high: 2.5, images: 1 },
    ]);
  });

  it('needs no spread', () => {
    expect(binErrors([3, 3])).toEqual([{ low: 2.5, high: 3.5, images: 2 }]);
    expect(binErrors([])).toEqual([]);
  });

  it('holds every error in exactly one bin, in few bins of one width', () => {
    const errors = fc.array(
      fc.oneof(fc.integer({ min: -500, max: 500 }), fc.double({ min: -9, max: 9, noNaN: true })),
      {
        minLength: 1,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(errors, (sample) => {
        const bins = binErrors(sample);
        expect(bins.length).toBeLessThanOrEqual(62);
        for (const { low, high, images } of bins) {
          const slack = 1e-9 * (1 + Math.abs(low));
          expect(images).toBeLessThanOrEqual(
            sample.filter((e) => e >= low - slack && e <= high + slack).length,
          );
        }
        expect(bins.reduce((sum, bin) => sum + bin.images, 0)).toBe(sample.length);
      }),
    );
  });
});
