import { describe, expect, it } from 'vitest';
import { limitsOfAgreement } from './agreement.js';

describe('limitsOfAgreement', () => {
  it('agrees with figures worked out by hand', () => {
    const { bias, deviation, lower, upper } = limitsOfAgreement([1, -1, 3, 1]);
    expect(bias).toBe(1);
    expect(deviation).toBeCloseTo(Math.sqrt(8 / 3), 12);
    expect([lower, upper]).toEqual([1 - 1.96 * deviation, 1 + 1.96 * deviation]);
  });

  it('has no width for a single image', () => {
    expect(limitsOfAgreement([4])).toEqual({ bias: 4, deviation: 0, lower: 4, upper: 4 });
  });
});
