import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromTheGreatest } from './pixel-order.js';

it('sorts from the greatest, equal values in their order, whatever they are', () => {
  const values = fc.array(
    fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(0, -0, 1, Infinity, -Infinity)),
  );
  fc.assert(
    fc.property(values, (numbers) => {
      const data = Float32Array.from(numbers);
      const expected = [...data.keys()].sort((a, b) =>
        data[a] === data[b] ? a - b : data[b]! > data[a]! ? 1 : -1,
      );
      expect([...fromTheGreatest(data)]).toEqual(expected);
    }),
  );
});

it('leaves out what is not wanted, and what is no number', () => {
  expect([...fromTheGreatest(Float32Array.of(1, Number.NaN, 3, 2), Uint8Array.of(1, 1, 0, 1))]).toEqual([
    3, 0,
  ]);
});
