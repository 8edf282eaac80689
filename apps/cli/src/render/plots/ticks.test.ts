import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTick, linearTicks, logTicks, niceStep } from './ticks.js';

describe('logTicks', () => {
  it('takes decades where there are enough, and finer steps where not', () => {
    expect(logTicks(0.0004, 3)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(logTicks(0.03, 0.6)).toEqual([0.05, 0.1, 0.2, 0.5]);
    expect(logTicks(2.5, 7.5)).toEqual([3, 4, 5, 6, 7]);
    expect(logTicks(0.5, 0.56)).toEqual([0.5, 0.52, 0.54, 0.56]);
  });

  it('thins out very many decades', () => {
    expect(logTicks(1e-20, 1).length).toBeLessThanOrEqual(8);
  });

  it('stays within its range', () => {
    const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        for (const tick of logTicks(low, high)) {
          expect(tick).toBeGreaterThanOrEqual(low * (1 - 1e-9));
          expect(tick).toBeLessThanOrEqual(high * (1 + 1e-9));
        }
      }),
    );
  });
});

describe('linear ticks', () => {
  it('are round', () => {
    expect(linearTicks(-7, 12, 5)).toEqual([-5, 0, 5, 10]);
    expect(linearTicks(0, 0.35, 4)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(linearTicks(3, 3, 4)).toEqual([3]);
    expect(linearTicks(1, 1 + Number.EPSILON, 4)).toEqual([1]);
    expect([0, 0.03, 1, 1.1, 7].map(niceStep)).toEqual([0, 0.05, 1, 2, 10]);
  });
});

describe('formatTick', () => {
  it('writes powers of ten where zeros would have to be counted', () => {
    expect([0, 0.002, 15, -3, 1e-4, 3e-5, 250_000].map(formatTick)).toEqual([
      '0',
      '0.002',
      '15',
      '−3',
      '10⁻⁴',
      '3×10⁻⁵',
      '2.5×10⁵',
    ]);
  });
});
