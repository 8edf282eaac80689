import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from '../autodiff/gradient.js';
import { evaluate } from '../contract/evaluate.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { distinct, uniform } from '../contract/samples.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import { logSumExp, max, mean, softmax, sum } from './reduce.js';
import { input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const reduction = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axes: fc.option(fc.subarray(shape.map((_, i) => (i % 2 ? i : i - shape.length))), { nil: undefined }),
    keepDims: fc.boolean(),
  }),
);

describe('gradients agree with differences', () => {
  it('sum and mean', () =>
    checkGradients(device, reduction, ({ shape, ...options }, seed) => ({
      at: { x: uniform(shape, seed) },
      build: ({ x }) => [sum(x!, options), mean(x!, options)],
    })));

  it('max', () =>
    checkGradients(device, reduction, ({ shape, ...options }, seed) => ({
      at: { x: distinct(shape, seed) },
      build: ({ x }) => max(x!, options),
    })));

  it('softmax along every axis, and logSumExp', () =>
    checkGradients(device, reduction, ({ shape, axes }, seed) => ({
      at: { x: uniform(shape, seed, -2, 2) },
      build: ({ x }) => [
        ...shape.map((_, axis) => softmax(x!, axis)),
        ...(axes?.length ? [logSumExp(x!, axes)] : []),
      ],
    })));
});

describe('reductions', () => {
  it('share the cotangent among equal maxima', async () => {
    const x = input('x', [2, 3]);
    const [dx] = gradients(sum(max(x, { axes: [1] })), [x]);
    const result = await evaluate(device, { dx: dx! }, { x: floats([2, 3], [1, 2, 2, 5, 4, 5]) });
    expect([...result.dx!.data]).toEqual([0, 0.5, 0.5, 0.5, 0, 0.5]);
  });

  it('do not overflow', async () => {
    const x = input('x', [1, 2]);
    const feeds = { x: floats([1, 2], [500, 500]) };
    const result = await evaluate(device, { soft: softmax(x), log: logSumExp(x, [1]) }, feeds);
    expect([...result.soft!.data]).toEqual([0.5, 0.5]);
    expect(result.log!.data[0]).toBeCloseTo(500 + Math.LN2, 3);
  });

  it('name a wrong axis', () => {
    const x = input('x', [2, 3]);
    expect(() => sum(x, { axes: [2] })).toThrow('reduceSum: axis 2 is not an axis of a tensor of rank 2');
    expect(() => max(x, { axes: [0, -2] })).toThrow('reduceMax: axes [0, -2] of [2, 3] name one twice');
    expect(() => mean(input('i', [2], 'int32'))).toThrow('reduceMean: x must be float32, received int32');
  });
});
