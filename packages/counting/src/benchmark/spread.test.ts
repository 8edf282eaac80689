import { expect, it } from 'vitest';
import { spreadOf } from './spread.js';

it('gives mean and standard deviation over seeds, which one seed does not have', () => {
  const values = [2, 4, 9].map((value, i) => ({ seed: i, value }));
  expect(spreadOf(values)).toEqual({ mean: 5, deviation: Math.sqrt(13), least: 2, most: 9, values });
  expect(spreadOf(values.slice(0, 1))).toEqual({ mean: 2, least: 2, most: 2, values: [values[0]] });
  expect(spreadOf([])).toBeUndefined();
});
