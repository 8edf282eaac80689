import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.js';
import { MetricError } from './errors.js';

/** Linear congruential generator with the constants of Numerical Recipes: good enough to draw images. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const mean = (sample: readonly number[]) => sample.reduce((sum, value) => sum + value, 0) / sample.length;

describe('bootstrap', () => {
  it('comes near the normal interval of a mean', () => {
    const uniform = seeded(1);
    const items = Array.from({ length: 200 }, () => 10 + 12 * uniform());
    const centre = mean(items);
    const deviation = Math.sqrt(mean(items.map((value) => (value - centre) ** 2)));
    const margin = (1.96 * deviation) / Math.sqrt(items.length);
    const { value } = bootstrap(items, (sample) => ({ value: mean(sample) }), { uniform });
    expect(value.low).toBeCloseTo(centre - margin, 0);
    expect(value.high).toBeCloseTo(centre + margin, 0);
    expect((value.high - value.low) / (2 * margin)).toBeGreaterThan(0.9);
    expect((value.high - value.low) / (2 * margin)).toBeLessThan(1.1);
  });

  it('repeats itself for the same seed and differs for another', () => {
    const items = [1, 5, 2, 9, 14, 3, 3, 8];
    const run = (seed: number) =>
      bootstrap(items, (s) => ({ mean: mean(s) }), { uniform: seeded(seed), resamples: 200 });
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('stays within the range of the items and orders its ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        (items, seed) => {
          const { value } = bootstrap(items, (s) => ({ value: mean(s) }), {
            uniform: seeded(seed),
            resamples: 60,
          });
          expect(value.low).toBeLessThanOrEqual(value.high);
          expect(value.low).toBeGreaterThanOrEqual(Math.min(...items) - 1e-9);
          expect(value.high).toBeLessThanOrEqual(Math.max(...items) + 1e-9);
        },
      ),
    );
  });

  it('interpolates between the drawn values', () => {
    // Resamples of one item each, drawn in the order 0, 1, 2, 3: the quartiles of 0..3 are 0.75 and 2.25.
    const draws = [0, 1, 2, 3];
    let next = 0;
    const statistic = () => ({ value: draws[next++]! });
    expect(bootstrap([0], statistic, { uniform: () => 0, resamples: 4, level: 0.5 })).toEqual({
      value: { low: 0.75, high: 2.25 },
    });
  });

  it('refuses what it cannot do', () => {
    const uniform = seeded(1);
    const value = () => ({ value: 1 });
    expect(() => bootstrap([], value, { uniform })).toThrow(MetricError);
    expect(() => bootstrap([1], value, { uniform, resamples: 0 })).toThrow(/resamples.*received 0/);
    expect(() => bootstrap([1], value, { uniform, level: 95 })).toThrow(/level.*received 95/);
    expect(() => bootstrap([1], () => ({ ratio: 0 / 0 }), { uniform })).toThrow(/ratio.*NaN/);
  });
});
