import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maxFilter } from './max-filter.js';

it('equals the maximum over each window', () => {
  const size = fc.integer({ min: 1, max: 15 });
  const plane = fc.tuple(size, size).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      data: fc
        .array(fc.integer({ min: -9, max: 9 }), { minLength: width * height, maxLength: width * height })
        .map((values) => Float32Array.from(values)),
    }),
  );
  fc.assert(
    fc.property(plane, fc.constantFrom(1, 3, 5, 21), (input, window) => {
      const reach = (window - 1) / 2;
      const { width, height } = input;
      const expected = input.data.map((_, i) => {
        let most = -Infinity;
        for (let j = 0; j < width * height; j++) {
          const dx = Math.abs((i % width) - (j % width));
          const dy = Math.abs(Math.floor(i / width) - Math.floor(j / width));
          if (dx <= reach && dy <= reach) most = Math.max(most, input.data[j]!);
        }
        return most;
      });
      expect(maxFilter(input, window).data).toEqual(expected);
    }),
  );
});

it('refuses even windows', () => {
  expect(() => maxFilter({ width: 1, height: 1, data: new Float32Array(1) }, 4)).toThrow(/odd.*4/);
});
