import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RandomSource } from './initialise.js';
import * as initialisers from './initialise.js';

function source(seed: number): RandomSource {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

const largest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const deviation = (values: Float32Array): number =>
  Math.sqrt(values.reduce((total, value) => total + value * value, 0) / values.length);

describe('initialisers', () => {
  it('keep to their bounds, for kernels and for matrices', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer(),
        (out, within, seed) => {
          const kernel = initialisers.torchDefault([out, within, 3, 3], source(seed));
          expect(kernel).toHaveLength(out * within * 9);
          expect(largest(kernel)).toBeLessThanOrEqual(1 / Math.sqrt(within * 9));
          const matrix = initialisers.xavierUniform([within, out], source(seed));
          expect(largest(matrix)).toBeLessThanOrEqual(Math.sqrt(6 / (within + out)));
        },
      ),
    );
  });

  it('spread as they say', () => {
    expect(deviation(initialisers.heNormal([64, 32, 3, 3], source(1)))).toBeCloseTo(Math.sqrt(2 / 288), 2);
    expect(deviation(initialisers.torchDefault([64, 32, 3, 3], source(1)))).toBeCloseTo(
      1 / Math.sqrt(3 * 288),
      2,
    );
    const between = initialisers.uniformBetween(2, 3)([1000], source(3));
    expect([Math.min(...between) >= 2, Math.max(...between) < 3]).toEqual([true, true]);
    expect([...initialisers.onesFill([3], source(1)), ...initialisers.zerosFill([2], source(1))]).toEqual([
      1, 1, 1, 0, 0,
    ]);
  });
});
