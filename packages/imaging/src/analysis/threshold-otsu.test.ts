import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import { createRandom } from '../random.js';
import { otsuSplit, thresholdOtsu } from './threshold-otsu.js';

describe('thresholdOtsu', () => {
  it('equals the least weighted variance within classes, tried at every value', () => {
    const random = createRandom(3);
    const values = Uint8Array.from({ length: 500 }, (_, i) => (i % 3 ? 60 : 150) + 20 * random.normal());
    const spread = (part: Uint8Array): number => {
      const mean = part.reduce((sum, v) => sum + v, 0) / part.length;
      return part.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    };
    let [best, at] = [Infinity, -1];
    for (let t = Math.min(...values); t < Math.max(...values); t++) {
      const within = spread(values.filter((v) => v <= t)) + spread(values.filter((v) => v > t));
      if (within < best) [best, at] = [within, t];
    }
    expect(thresholdOtsu(values)).toBe(at);
  });

  it('parts two classes of 16-bit and of real values', () => {
    const deep = thresholdOtsu(Uint16Array.of(120, 130, 125, 3900, 4000, 3950));
    expect(deep).toBeGreaterThan(130);
    expect(deep).toBeLessThan(3900);
    const real = thresholdOtsu(Float32Array.of(-0.5, Number.NaN, -0.4, 0.9, 1));
    expect(real).toBeGreaterThanOrEqual(-0.4);
    expect(real).toBeLessThan(0.9);
  });

  it('leaves nothing above the threshold of equal values', () => {
    expect(thresholdOtsu(Uint8Array.of(7, 7, 7))).toBe(7);
    expect(thresholdOtsu(Float32Array.of(0.25, 0.25))).toBe(0.25);
  });

  it('refuses an empty set', () => {
    expect(() => thresholdOtsu(new Uint8Array(0))).toThrow(ImagingError);
    expect(() => thresholdOtsu(Float32Array.of(Number.NaN))).toThrow(ImagingError);
  });
});

describe('otsuSplit', () => {
  it('tells how far the classes are apart: entirely for two values, by 2 / pi in a normal distribution', () => {
    expect(otsuSplit(Float64Array.of(0, 5, 0, 0, 2))).toEqual({
      split: 1,
      separability: expect.closeTo(1, 9),
    });
    const normal = Float64Array.from({ length: 1001 }, (_, i) => Math.exp(-(((i - 500) / 100) ** 2) / 2));
    expect(otsuSplit(normal).separability).toBeCloseTo(2 / Math.PI, 3);
    expect(otsuSplit(Float64Array.of(0, 3, 0))).toEqual({ split: 1, separability: 0 });
  });
});
