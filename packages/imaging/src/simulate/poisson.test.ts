import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { poisson } from './poisson.js';

it.each([0.3, 4, 49, 51, 1000])('has mean and variance %d', (mean) => {
  const random = createRandom(1);
  const counts = Array.from({ length: 20_000 }, () => poisson(random, mean));
  const average = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  const variance = counts.reduce((sum, n) => sum + (n - average) ** 2, 0) / counts.length;
  expect(Math.abs(average / mean - 1)).toBeLessThan(0.03);
  expect(Math.abs(variance / mean - 1)).toBeLessThan(0.05);
  expect(counts.every((n) => Number.isInteger(n) && n >= 0)).toBe(true);
});

it('gives nothing for darkness', () => {
  expect(poisson(createRandom(1), 0)).toBe(0);
});
