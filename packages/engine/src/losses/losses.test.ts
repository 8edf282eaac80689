import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../contract/evaluate.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { distinct, uniform } from '../contract/samples.js';
import { sigmoid } from '../ops/activation.js';
import { div } from '../ops/arithmetic.js';
import { input } from '../ops/source.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats, type Tensor } from '../tensor.js';
import { countL1 } from './count.js';
import { dice } from './dice.js';
import { bceWithLogits, l1, mse, smoothL1 } from './pixel.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const small = (max: number) => fc.integer({ min: 1, max });
const picture = fc.tuple(small(3), small(2), small(4), small(4));

describe('gradients agree with differences', () => {
  it('of smooth losses', () =>
    checkGradients(device, picture, (shape, seed) => ({
      at: { p: uniform(shape, seed, -2, 2), t: uniform(shape, seed + 1, 0.1, 0.9) },
      build: ({ p, t }) => [
        mse(p!, t!),
        bceWithLogits(p!, t!),
        dice(sigmoid(p!), t!),
        dice(sigmoid(p!), t!, 0.5),
      ],
    })));

  it('of losses with kinks', () =>
    checkGradients(device, fc.tuple(picture, fc.constantFrom(0.6, 1, 2.5)), ([shape, beta], seed) => ({
      // With targets near zero the differences keep clear of the kinks.
      at: { p: distinct(shape, seed), t: uniform(shape, seed + 1, -0.01, 0.01) },
      step: 0.005,
      build: ({ p, t }) => [l1(p!, t!), smoothL1(p!, t!, beta)],
    })));

  it('of the count', () =>
    checkGradients(device, picture, (shape, seed) => ({
      at: { z: distinct(shape, seed), count: uniform([shape[0]], seed + 1, -3, -1) },
      step: 0.005,
      build: ({ z, count }) => countL1(div(z!, 10), count!),
    })));
});

describe('values', () => {
  const scalarOf = async (loss: Parameters<typeof evaluate>[1][string], feeds: Record<string, Tensor>) =>
    (await evaluate(device, { loss }, feeds)).loss!.data[0];
  const [p, t] = [input('p', [3]), input('t', [3])];

  it('smoothL1 is quadratic below beta and linear above', async () => {
    const feeds = { p: floats([3], [1, 2, 5]), t: floats([3], [0, 0, 0]) };
    expect(await scalarOf(smoothL1(p, t, 2), feeds)).toBeCloseTo((1 / 4 + 4 / 4 + (5 - 1)) / 3);
  });

  it('bceWithLogits survives large logits', async () => {
    const feeds = { p: floats([3], [-200, 200, 0]), t: floats([3], [0, 0, 1]) };
    expect(await scalarOf(bceWithLogits(p, t), feeds)).toBeCloseTo((0 + 200 + Math.LN2) / 3, 4);
  });

  it('dice is 0 for a perfect and for an empty picture, and near 1 for a disjoint one', async () => {
    const [a, b] = [input('a', [1, 1, 1, 4]), input('b', [1, 1, 1, 4])];
    const of = (x: number[], y: number[]) =>
      scalarOf(dice(a, b), { a: floats([1, 1, 1, 4], x), b: floats([1, 1, 1, 4], y) });
    expect(await of([1, 1, 0, 0], [1, 1, 0, 0])).toBeCloseTo(0);
    expect(await of([0, 0, 0, 0], [0, 0, 0, 0])).toBeCloseTo(0);
    expect(await of([1, 1, 0, 0], [0, 0, 1, 1])).toBeCloseTo(1 - 1 / 5);
  });

  it('countL1 counts the magnitude of the whole map', async () => {
    const [z, count] = [input('z', [2, 1, 1, 2]), input('count', [2])];
    const feeds = { z: floats([2, 1, 1, 2], [1, -2, 3, 4]), count: floats([2], [5, 5]) };
    expect(await scalarOf(countL1(z, count), feeds)).toBeCloseTo((2 + 2) / 2);
  });
});
