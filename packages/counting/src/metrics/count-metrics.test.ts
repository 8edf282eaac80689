import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countMetrics } from './count-metrics.js';
import { MetricError } from './errors.js';

const pairs = [
  { predicted: 12, actual: 10 },
  { predicted: 16, actual: 20 },
  { predicted: 30, actual: 30 },
  { predicted: 1, actual: 0 },
];

describe('countMetrics', () => {
  it('agrees with figures worked out by hand', () => {
    const metrics = countMetrics(pairs);
    expect(metrics.images).toBe(4);
    expect(metrics.mae).toBeCloseTo(7 / 4, 12);
    expect(metrics.rmse).toBeCloseTo(Math.sqrt(21 / 4), 12);
    expect(metrics.bias).toBeCloseTo(-1 / 4, 12);
    expect(metrics.meanActual).toBe(15);
    // An image without objects divides by one, not by zero.
    expect(metrics.relativeError).toBeCloseTo((0.2 + 0.2 + 0 + 1) / 4, 12);
    expect(metrics.rSquared).toBeCloseTo(1 - 21 / 500, 12);
  });

  it('has no coefficient of determination when every true count is the same', () => {
    const same = [
      { predicted: 4, actual: 0.1 },
      { predicted: 6, actual: 0.1 },
      { predicted: 6, actual: 0.1 },
    ];
    expect(countMetrics(same).rSquared).toBeUndefined();
  });

  it('refuses an empty set and counts that are not numbers', () => {
    expect(() => countMetrics([])).toThrow(MetricError);
    expect(() => countMetrics([{ predicted: Number.NaN, actual: 3 }])).toThrow(/predicted.*NaN/);
    expect(() => countMetrics([{ predicted: 3, actual: Number.POSITIVE_INFINITY }])).toThrow(
      /actual.*Infinity/,
    );
  });

  it('keeps |bias| ≤ MAE ≤ RMSE, and does not depend on the order of the images', () => {
    const pair = fc.record({ predicted: fc.nat(5000), actual: fc.nat(5000) });
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 40 }), (sample) => {
        const { mae, rmse, bias } = countMetrics(sample);
        expect(Math.abs(bias)).toBeLessThanOrEqual(mae + 1e-9);
        expect(mae).toBeLessThanOrEqual(rmse + 1e-9);
        expect(countMetrics(sample.toReversed()).mae).toBeCloseTo(mae, 9);
      }),
    );
  });

  it('moves only the bias sign when predictions and truths change places', () => {
    const swapped = pairs.map(({ predicted, actual }) => ({ predicted: actual, actual: predicted }));
    expect(countMetrics(swapped).bias).toBeCloseTo(-countMetrics(pairs).bias, 12);
    expect(countMetrics(swapped).mae).toBe(countMetrics(pairs).mae);
  });
});
