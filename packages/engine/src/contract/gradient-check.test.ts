import { afterAll, describe, expect, it } from 'vitest';
import { stopGradient } from '../ops/activation.js';
import { add, mul, square } from '../ops/arithmetic.js';
import { slice } from '../ops/part.js';
import { openDevice } from '../runtime/platform.node.js';
import { gradientFaults } from './gradient-check.js';
import { distinct, uniform } from './samples.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const at = { a: uniform([3, 4], 1), b: uniform([3, 4], 2) };

describe('gradientFaults', () => {
  it('accepts right gradients of several results', async () => {
    const build = ({ a, b }: Record<string, Parameters<typeof square>[0]>) => [mul(a!, b!), square(a!)];
    expect(await gradientFaults(device, { build, at, seed: 3 })).toEqual([]);
  });

  it('finds a wrong factor, a missing part, and only in the input that it concerns', async () => {
    const half = await gradientFaults(device, {
      build: ({ a, b }) => add(mul(a!, stopGradient(a!)), b!),
      at,
      seed: 3,
    });
    expect(half.map(({ input }) => input)).toEqual(['a']);
    expect(half[0]?.numeric).toBeCloseTo(2 * half[0]!.analytic, 2);

    const row = await gradientFaults(device, {
      build: ({ a }) => [square(a!), square(stopGradient(slice(a!, { axes: [0], starts: [1], ends: [2] })))],
      at: { a: at.a },
      seed: 3,
    });
    expect(row).toHaveLength(1);
  });
});

describe('samples', () => {
  it('keeps distinct samples apart and away from zero', () => {
    for (const count of [1, 2, 7, 30]) {
      const sorted = [...distinct([count], count).data].sort((a, b) => a - b);
      const gaps = sorted.slice(1).map((value, i) => value - (sorted[i] as number));
      expect(Math.min(0.1, ...gaps)).toBeGreaterThan(0.0999);
      expect(Math.min(...sorted.map(Math.abs))).toBeGreaterThan(0.0499);
    }
  });
});
