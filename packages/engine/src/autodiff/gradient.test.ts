import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../contract/evaluate.js';
import { gradientFaults } from '../contract/gradient-check.js';
import { uniform } from '../contract/samples.js';
import { GradientError } from '../errors.js';
import type { Value } from '../graph/value.js';
import { exp, relu, tanh } from '../ops/activation.js';
import { add, mul, neg, square } from '../ops/arithmetic.js';
import { conv2d } from '../ops/convolution.js';
import { split } from '../ops/join.js';
import { sum } from '../ops/reduce.js';
import { input } from '../ops/source.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import { gradients } from './gradient.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const numbers = async (values: readonly Value[], feeds: Parameters<typeof evaluate>[2] = {}) => {
  const result = await evaluate(device, Object.fromEntries(values.map((v, i) => [`v${i}`, v])), feeds);
  return values.map((_, i) => [...result[`v${i}`]!.data].map(Number));
};

describe('gradients', () => {
  const x = input('x', [2]);
  const feeds = { x: floats([2], [2, 3]) };

  it('of a value with respect to itself are its cotangent', async () => {
    const seed = input('seed', [2]);
    expect(gradients(x, [x], seed)).toEqual([seed]);
    expect(await numbers(gradients(sum(x), [x]))).toEqual([[1, 1]]);
  });

  it('reach values in the middle of the graph and go past them', async () => {
    const middle = square(x);
    const loss = sum(mul(middle, middle));
    expect(await numbers(gradients(loss, [middle, x]), feeds)).toEqual([
      [8, 18],
      [4 * 2 ** 3, 4 * 3 ** 3],
    ]);
  });

  it('are zero where nothing depends on the value', async () => {
    const other = input('other', [2, 2]);
    expect(await numbers(gradients(sum(x), [other]))).toEqual([[0, 0, 0, 0]]);
    expect(await numbers(gradients(sum(x), [exp(x)]))).toEqual([[0, 0]]);
  });

  it('add up over every path, through all outputs of a node', async () => {
    const [a, b] = split(input('y', [4]), 0, [2, 2]) as [Value, Value];
    const y = a.node.inputs[0] as Value;
    const loss = sum(add(mul(a, b), b));
    expect(await numbers(gradients(loss, [y]), { y: floats([4], [1, 2, 3, 4]) })).toEqual([[3, 4, 2, 3]]);
  });

  it('can be differentiated again', async () => {
    const [d1] = gradients(sum(mul(square(x), x)), [x]);
    const [d2] = gradients(sum(d1!), [x]);
    const [d3] = gradients(sum(d2!), [x]);
    expect(await numbers([d1!, d2!, d3!], feeds)).toEqual([
      [12, 27],
      [12, 18],
      [6, 6],
    ]);
  });

  it('pass through a small network, penalised by its own gradient', async () => {
    const build = ({ image, kernel }: Record<string, Value>) => {
      const score = sum(tanh(conv2d(image!, kernel!, { padding: 1 })));
      const [slope] = gradients(score, [image!]);
      return add(score, sum(square(slope!)));
    };
    const at = { image: uniform([1, 2, 4, 4], 1), kernel: uniform([2, 2, 3, 3], 2) };
    expect(await gradientFaults(device, { build, at, seed: 3 })).toEqual([]);
  });

  it('walk 20 000 nodes', () => {
    let value = x;
    for (let i = 0; i < 20_000; i++) value = neg(value);
    expect(gradients(sum(value), [x])[0]?.shape).toEqual([2]);
  });

  it('spend no node on what is not asked for', () => {
    const loss = sum(relu(mul(x, input('w', [2]))));
    expect(gradients(loss, [loss])[0]?.node.op.name).toBe('constant');
  });

  it('want a scalar, or a cotangent that fits', () => {
    expect(() => gradients(x, [x])).toThrow(
      new GradientError('the gradient of a value of shape [2] needs a seed cotangent; a scalar needs none'),
    );
    expect(() => gradients(x, [x], input('seed', [1]))).toThrow(
      new GradientError("the seed cotangent must have the output's shape [2], received [1]"),
    );
  });
});
