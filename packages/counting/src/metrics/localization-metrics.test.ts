import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetricError } from './errors.js';
import { localizationCounts, localizationMetrics } from './localization-metrics.js';

describe('localizationMetrics', () => {
  it('pools the counts before it divides', () => {
    const metrics = localizationMetrics([
      { tp: 90, fp: 10, fn: 0 },
      { tp: 0, fp: 0, fn: 10 },
    ]);
    expect(metrics).toEqual({ precision: 0.9, recall: 0.9, f1: 0.9 });
  });

  it('scores the empty cases', () => {
    expect(localizationMetrics([{ tp: 0, fp: 7, fn: 0 }])).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(localizationMetrics([{ tp: 0, fp: 0, fn: 7 }])).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(localizationMetrics([{ tp: 0, fp: 0, fn: 0 }])).toEqual({ precision: 1, recall: 1, f1: 1 });
  });

  it('gives F1 as the harmonic mean of precision and recall', () => {
    const counts = fc.record({ tp: fc.integer({ min: 1, max: 999 }), fp: fc.nat(999), fn: fc.nat(999) });
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 20 }), (images) => {
        const { precision, recall, f1 } = localizationMetrics(images);
        expect(f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 10);
      }),
    );
  });

  it('refuses an empty set and counts that are no whole numbers', () => {
    expect(() => localizationMetrics([])).toThrow(MetricError);
    expect(() => localizationMetrics([{ tp: 1, fp: -1, fn: 0 }])).toThrow(/fp.*-1/);
    expect(() => localizationMetrics([{ tp: 0.5, fp: 0, fn: 0 }])).toThrow(/tp.*0\.5/);
  });
});

describe('localizationCounts', () => {
  it('leaves unmatched points as false positives and false negatives', () => {
    expect(localizationCounts(3, 5, 4)).toEqual({ tp: 3, fp: 2, fn: 1 });
    expect(localizationCounts(0, 5, 0)).toEqual({ tp: 0, fp: 5, fn: 0 });
    expect(localizationCounts(0, 0, 4)).toEqual({ tp: 0, fp: 0, fn: 4 });
  });

  it('refuses more pairs than points', () => {
    expect(() => localizationCounts(3, 2, 9)).toThrow(/3 of 2 predicted/);
    expect(() => localizationCounts(-1, 2, 9)).toThrow(MetricError);
  });
});
