import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { smoothNoise } from './smooth-noise.js';

it('has mean 0, deviation 1 and neighbours alike', () => {
  const { data, width, height } = smoothNoise(createRandom(1), 300, 200, 4);
  expect([width, height, data.length]).toEqual([300, 200, 60_000]);
  let [mean, square, step] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    mean += data[i]! / data.length;
    square += data[i]! ** 2 / data.length;
    if (i % width) step += (data[i]! - data[i - 1]!) ** 2 / data.length;
  }
  expect(Math.abs(mean)).toBeLessThan(0.06);
  expect(Math.abs(square - 1)).toBeLessThan(0.1);
  expect(step).toBeLessThan(0.15);
});

it('runs on for scales of a fraction of a pixel and of the whole picture', () => {
  for (const scale of [0.7, 1, 50, 1000]) {
    expect(smoothNoise(createRandom(2), 50, 30, scale).data.every(Number.isFinite)).toBe(true);
  }
});
