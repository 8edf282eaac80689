import {
  compile,
  type Device,
  floatData,
  floats,
  input,
  openDevice,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyStage } from '../testing/tiny-set.node.js';
import { optimiserOf, scheduleOf } from './recipe.js';

describe('scheduleOf', () => {
  const rateOf = (changes: Readonly<Record<string, unknown>>) =>
    scheduleOf(tinyStage({ learningRate: 0.1, epochs: 30, ...changes }));
  const at = (changes: Readonly<Record<string, unknown>>, epochs: readonly number[]): number[] =>
    epochs.map((epoch) => rateOf(changes)(epoch, 0));

  it('holds, falls along a cosine, starts again, or falls in steps', () => {
    expect(at({ schedule: 'constant' }, [0, 29])).toEqual([0.1, 0.1]);
    const [begin, middle, end] = at({ schedule: 'cosine' }, [0, 15, 30]);
    expect([begin, end]).toEqual([0.1, 0]);
    expect(middle).toBeCloseTo(0.05, 12);
    const [first, low, again] = at({ schedule: 'restarts' }, [0, 9.99, 10]);
    expect([first, again]).toEqual([0.1, 0.1]);
    expect(low).toBeLessThan(1e-4);
    for (const [i, rate] of at({ schedule: 'step' }, [9.9, 10, 20]).entries()) {
      expect(rate).toBeCloseTo(0.1 * 0.1 ** i, 12);
    }
  });

  it('rises first when it is to warm up', () => {
    const [start, half, full] = at({ schedule: 'constant', warmup: 2 }, [0, 1, 2]);
    expect(start).toBeCloseTo(0.001, 12);
    expect(half).toBeCloseTo(0.0505, 12);
    expect(full).toBe(0.1);
  });

  it('goes by the time where that is further on than the epochs, and has risen by a tenth of it', () => {
    const rate = rateOf({ schedule: 'cosine', warmup: 2 });
    expect(rate(15, 0.3)).toBe(rate(15, 0));
    expect(rate(3, 0.5)).toBeCloseTo(0.05, 12);
    expect(rate(1, 1)).toBe(0);
    expect(rate(4, 1.2)).toBe(0);
    expect(rate(0.1, 0.05)).toBeCloseTo(0.0505 * 0.5 * (1 + Math.cos(Math.PI / 20)), 12);
    expect(rateOf({ schedule: 'step', warmup: 0 })(1, 0.5)).toBeCloseTo(0.01, 12);
  });
});

describe('optimiserOf', () => {
  let device: Device;
  beforeAll(async () => {
    device = await openDevice('cpu', { threads: 1 });
  });
  afterAll(() => device.close());

  /** The parameter 2 after one step of 0.1 along the gradient 3, with weight decay 0.5. */
  async function firstStep(name: string): Promise<number> {
    const optimiser = optimiserOf(tinyStage({ optimiser: name, weightDecay: 0.5 }));
    const values = optimiser.scalars(1, 0.1);
    const inputs = Object.fromEntries(Object.keys(values).map((each) => [each, input(each, [])]));
    const state = Object.fromEntries(optimiser.state.map((each) => [each, input(each, [1])]));
    const parameters = input('parameters', [1]);
    const update = optimiser.update({ parameters, gradient: input('gradient', [1]), state, scalars: inputs });
    const compiled = compile({ outputs: { next: update.parameters } });
    const program = await device.load(compiled);
    const feeds: Record<string, Tensor> = { parameters: floats([1], [2]), gradient: floats([1], [3]) };
    for (const each of optimiser.state) feeds[each] = floats([1], [0]);
    for (const [each, value] of Object.entries(values)) feeds[each] = floats([], [value]);
    const used = compiled.inputs.map((each) => [each.name, feeds[each.name] as Tensor]);
    const { next } = await program.run(Object.fromEntries(used));
    return floatData(next as Tensor)[0] as number;
  }

  it('keeps as much of the mean gradient as it is told', async () => {
    const optimiser = optimiserOf(tinyStage({ optimiser: 'sgd', beta1: 0.5, weightDecay: 0.1 }));
    const [parameters, gradient, velocity] = ['parameters', 'gradient', 'velocity'].map((name) =>
      input(name, [1]),
    );
    const name = optimiser.state[0] as string;
    const scalars = Object.fromEntries(
      Object.keys(optimiser.scalars(2, 0.1)).map((each) => [each, input(each, [])]),
    );
    const { state } = optimiser.update({
      parameters: parameters as Value,
      gradient: gradient as Value,
      state: { [name]: velocity as Value },
      scalars,
    });
    const program = await device.load(compile({ outputs: { next: state[name] as Value } }));
    const feeds = { parameters: floats([1], [2]), gradient: floats([1], [3]), velocity: floats([1], [4]) };
    const { next } = await program.run(feeds);
    expect(floatData(next as Tensor)[0]).toBeCloseTo(0.5 * 4 + 3 + 0.1 * 2, 6);
    await program.release();
  });

  it.each([
    ['sgd', 'takes the decayed gradient as it is', 2 - 0.1 * (3 + 0.5 * 2)],
    ['adam', 'takes its sign', 2 - 0.1],
    ['adamW', 'takes its sign, and decays apart from it', 2 - 0.1 - 0.1 * 0.5 * 2],
  ])('%s %s', async (name, _, expected) => {
    expect(await firstStep(name)).toBeCloseTo(expected, 5);
  });
});
