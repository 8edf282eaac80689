import fc from 'fast-check';
import { expect, it } from 'vitest';
import { atEvenDistances } from './at-even-distances.js';

it('takes as many as are asked for, or all, in their order and without repeats, from the first on', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(10), (length, most) => {
      const entries = Array.from({ length }, (_, i) => i);
      const taken = atEvenDistances(entries, most);
      expect(taken).toHaveLength(Math.min(most, length));
      if (taken.length > 0) expect(taken[0]).toBe(0);
      const gaps = taken.slice(1).map((each, i) => each - taken[i]!);
      if (gaps.length > 0) {
        expect(Math.min(...gaps)).toBeGreaterThan(0);
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
      }
    }),
  );
});
