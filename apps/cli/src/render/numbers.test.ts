import { describe, expect, it } from 'vitest';
import { formatCount, formatFigure, formatPercent, formatRatio, formatSigned } from './numbers.js';

describe('numbers', () => {
  it.each([
    [0.974, '0.97'],
    [3.2149, '3.21'],
    [9.996, '10.0'],
    [17.44, '17.4'],
    [999.96, '1000'],
    [-3.2, '−3.20'],
    [-0.001, '0.00'],
    [Number.NaN, '–'],
  ])('writes the figure %d as %s', (value, text) => {
    expect(formatFigure(value)).toBe(text);
  });

  it('writes ratios to three decimals', () => {
    expect([0.91249, 1, -0.1234, -0.0001, Number.NaN].map(formatRatio)).toEqual([
      '0.912',
      '1.000',
      '−0.123',
      '0.000',
      '–',
    ]);
  });

  it('signs errors, and leaves zero without a sign', () => {
    expect([2.5, -2.5, 0, 0.001, -0.001].map(formatSigned)).toEqual([
      '+2.50',
      '−2.50',
      '0.00',
      '0.00',
      '0.00',
    ]);
  });

  it('keeps whole counts whole', () => {
    expect([174, 174.26, -3, Number.NaN].map(formatCount)).toEqual(['174', '174.3', '−3', '–']);
  });

  it('writes fractions as percentages', () => {
    expect([0.0312, 1, -0.5, Number.NaN].map(formatPercent)).toEqual([
      '3.1\u00a0%',
      '100.0\u00a0%',
      '−50.0\u00a0%',
      '–',
    ]);
  });
});
