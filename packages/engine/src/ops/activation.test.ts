import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from '../autodiff/gradient.js';
import { evaluate } from '../contract/evaluate.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { distinct, uniform } from '../contract/samples.js';
import type { Value } from '../graph/value.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import * as activation from './activation.js';
import { sign } from './arithmetic.js';
import { sum } from './reduce.js';
import { input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const shape = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 });

const { relu, leakyRelu, clip, relu6, abs, sqrt, log, reciprocal } = activation;
const { exp, erf, sigmoid, tanh, softplus, silu, gelu } = activation;
const smooth = [exp, erf, sigmoid, tanh, softplus, silu, gelu];

describe('gradients agree with differences', () => {
  it('of smooth functions', () =>
    checkGradients(device, shape, (shape, seed) => ({
      at: { x: uniform(shape, seed, -2, 2) },
      build: ({ x }) => smooth.map((op) => op(x!)),
    })));

  it('of functions with poles', () =>
    checkGradients(device, shape, (shape, seed) => ({
      at: { x: uniform(shape, seed, 0.5, 2) },
      build: ({ x }) => [log(x!), sqrt(x!), reciprocal(x!)],
    })));

  it('of functions with kinks', () =>
    checkGradients(device, shape, (shape, seed) => ({
      at: { x: distinct(shape, seed) },
      build: ({ x }) => [relu(x!), leakyRelu(x!, 0.2), abs(x!), clip(x!, -1, 1), clip(x!, 0, 2)],
    })));

  it('of second order', () =>
    checkGradients(device, shape, (shape, seed) => ({
      at: { x: uniform(shape, seed, 0.5, 2) },
      build: ({ x }) =>
        [...smooth.map((op) => op(x!)), log(x!), sqrt(x!), reciprocal(x!)].flatMap((y) =>
          gradients(sum(y), [x!]),
        ),
    })));
});

describe('conventions', () => {
  const x = input('x', [3]);
  const slopes = async (op: (x: Value) => Value): Promise<number[]> => {
    const [dx] = gradients(sum(op(x)), [x]);
    return [...(await evaluate(device, { dx: dx! }, { x: floats([3], [-8, 0, 8]) })).dx!.data].map(Number);
  };

  it('a kink at zero has the derivative of its left side, and the absolute value none', async () => {
    expect(await slopes(relu)).toEqual([0, 0, 1]);
    expect(await slopes(relu6)).toEqual([0, 0, 0]);
    expect(await slopes((x) => leakyRelu(x, 0.25))).toEqual([0.25, 0.25, 1]);
    expect(await slopes(abs)).toEqual([-1, 0, 1]);
    expect(await slopes((x) => clip(x, -8, 9))).toEqual([0, 1, 1]);
  });

  it('steps and stops let nothing through', async () => {
    expect(await slopes(activation.floor)).toEqual([0, 0, 0]);
    expect(await slopes(sign)).toEqual([0, 0, 0]);
    expect(await slopes(activation.stopGradient)).toEqual([0, 0, 0]);
    expect(await slopes((x) => activation.cast(activation.cast(x, 'int32'), 'float32'))).toEqual([0, 0, 0]);
  });

  it('large logits neither overflow nor lose their slope', async () => {
    const far = { x: floats([3], [-100, 0, 100]) };
    const [dx] = gradients(sum(activation.softplus(x)), [x]);
    const result = await evaluate(device, { y: activation.softplus(x), dx: dx! }, far);
    expect([...result.y!.data].map(Number)).toEqual([expect.closeTo(0), expect.closeTo(Math.LN2), 100]);
    expect([...result.dx!.data].map(Number)).toEqual([expect.closeTo(0), 0.5, 1]);
  });

  it('want floats', () => {
    expect(() => relu(input('i', [2], 'int64'))).toThrow('relu: x must be float32, received int64');
  });
});
