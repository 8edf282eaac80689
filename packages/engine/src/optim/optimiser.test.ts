import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../contract/evaluate.js';
import type { Value } from '../graph/value.js';
import { constant, input } from '../ops/source.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import { adam, adamW } from './adam.js';
import { clipNorm } from './clip-norm.js';
import type { Optimiser } from './optimiser.js';
import { sgd } from './sgd.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

/** Parameters 2 and -1 after one step from zero state, with gradients 0.5 and -4 and a learning rate of 0.1. */
async function firstStep(optimiser: Optimiser): Promise<number[]> {
  const scalars = Object.entries(optimiser.scalars(1, 0.1));
  const { parameters } = optimiser.update({
    parameters: constant(floats([2], [2, -1])),
    gradient: constant(floats([2], [0.5, -4])),
    state: Object.fromEntries(optimiser.state.map((name) => [name, constant(floats([2], [0, 0]))])),
    scalars: Object.fromEntries(scalars.map(([name, value]) => [name, constant(value)])),
  });
  return [...(await evaluate(device, { parameters })).parameters!.data].map(Number);
}

const close = (values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 5));

describe('the first step', () => {
  it('of sgd is the gradient, and the penalty', async () => {
    expect(sgd().state).toEqual([]);
    expect(await firstStep(sgd())).toEqual(close([2 - 0.05, -1 + 0.4]));
    expect(await firstStep(sgd({ momentum: 0.9, weightDecay: 0.5 }))).toEqual(close([2 - 0.15, -1 + 0.45]));
  });

  it('of adam has the length of the learning rate, whatever the gradient', async () => {
    expect(await firstStep(adam())).toEqual(close([1.9, -0.9]));
    expect(await firstStep(adam({ beta1: 0.5, beta2: 0.9 }))).toEqual(close([1.9, -0.9]));
    // The penalty turns the first gradient around.
    expect(await firstStep(adam({ weightDecay: -1 }))).toEqual(close([2.1, -0.9]));
  });

  it('of adamW also shrinks the parameters', async () => {
    expect(await firstStep(adamW())).toEqual(close([2 * (1 - 0.001) - 0.1, -1 * (1 - 0.001) + 0.1]));
    expect(await firstStep(adamW({ weightDecay: 0 }))).toEqual(close([1.9, -0.9]));
  });
});

describe('clipNorm', () => {
  const run = async (values: number[], limit: number) => {
    const clipped: Record<string, Value> = { ...clipNorm(input('g', [2]), limit) };
    const { gradient, norm } = await evaluate(device, clipped, { g: floats([2], values) });
    return { gradient: [...gradient!.data].map(Number), norm: Number(norm!.data[0]) };
  };

  it('scales down to the limit and returns the norm before', async () => {
    expect(await run([3, 4], 1)).toEqual({ gradient: close([0.6, 0.8]), norm: 5 });
  });

  it('leaves short and zero gradients as they are', async () => {
    expect(await run([3, 4], 6)).toEqual({ gradient: [3, 4], norm: 5 });
    expect(await run([0, 0], 1)).toEqual({ gradient: [0, 0], norm: 0 });
  });
});
