import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from '../autodiff/gradient.js';
import { evaluate } from '../contract/evaluate.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { distinct, uniform } from '../contract/samples.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import { adaptiveAveragePool2d, globalAveragePool, globalMaxPool } from './adaptive-pool.js';
import { averagePool2d } from './average-pool.js';
import { maxPool2d } from './max-pool.js';
import { sum } from './reduce.js';
import { constant, input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const small = (max: number, min = 1) => fc.integer({ min, max });
const pairOf = (max: number, min = 1) => fc.tuple(small(max, min), small(max, min));

const pooling = fc
  .record({
    planes: pairOf(3),
    kernel: pairOf(4),
    stride: fc.option(pairOf(4), { nil: undefined }),
    padding: fc.tuple(small(3, 0), small(3, 0), small(3, 0), small(3, 0)),
    room: pairOf(7, 0),
  })
  .map(({ planes, kernel, stride, padding, room }) => ({
    kernel,
    // ONNX Runtime wants every window to touch the picture.
    window: {
      stride,
      padding: padding.map((amount, i) => Math.min(amount, kernel[i % 2]! - 1)) as typeof padding,
    },
    x: [...planes, kernel[0] + room[0], kernel[1] + room[1]],
  }));

describe('maxPool2d', () => {
  it('has the gradient of its differences: overlapping, padded, leaving samples out', () =>
    checkGradients(
      device,
      pooling,
      ({ x, kernel, window }, seed) => ({
        at: { x: distinct(x, seed) },
        build: ({ x }) => maxPool2d(x!, kernel, window),
      }),
      25,
    ));

  it('has it with dilation', () =>
    checkGradients(
      device,
      fc.record({ dilation: pairOf(3), size: pairOf(11, 7) }),
      ({ dilation, size }, seed) => ({
        at: { x: distinct([1, 2, ...size], seed) },
        build: ({ x }) => maxPool2d(x!, 3, { dilation, stride: 1, padding: 1 }),
      }),
    ));

  it('gives the whole cotangent to the first sample of a tie', async () => {
    const x = input('x', [1, 1, 4, 4]);
    const [dx] = gradients(maxPool2d(x, 2), [x], constant(floats([1, 1, 2, 2], [1, 2, 3, 4])));
    // biome-ignore format: a picture
    const picture = [
      5, 5,  0, 0,
      5, 5,  0, 7,
      -1, 2, -3, -3,
      2, 2,  -3, -3,
    ];
    const result = await evaluate(device, { dx: dx! }, { x: floats([1, 1, 4, 4], picture) });
    // biome-ignore format: a picture
    expect([...result.dx!.data]).toEqual([
      1, 0, 0, 0,
      0, 0, 0, 2,
      0, 3, 4, 0,
      0, 0, 0, 0,
    ]);
  });

  it('adds the cotangents of overlapping windows, ties included', async () => {
    const x = input('x', [1, 1, 1, 4]);
    const [dx] = gradients(sum(maxPool2d(x, [1, 2], { stride: 1 })), [x]);
    const result = await evaluate(device, { dx: dx! }, { x: floats([1, 1, 1, 4], [3, 3, 3, 1]) });
    expect([...result.dx!.data]).toEqual([1, 1, 1, 0]);
  });

  it('says that it has no second derivative', () => {
    const x = input('x', [1, 1, 4, 4]);
    const [dx] = gradients(sum(maxPool2d(x, 2)), [x]);
    expect(() => gradients(sum(dx!), [x])).toThrow(
      'maxPool2dGradient: a second derivative through max pooling is not provided',
    );
  });
});

describe('averagePool2d', () => {
  it.each([true, false])('has the gradient of its differences (countPadding %s)', (countPadding) =>
    checkGradients(
      device,
      pooling,
      ({ x, kernel, window }, seed) => ({
        at: { x: uniform(x, seed) },
        build: ({ x }) => averagePool2d(x!, kernel, { ...window, countPadding }),
      }),
      25,
    ),
  );

  it.each([true, false])('has it where the size stays (countPadding %s)', (countPadding) =>
    checkGradients(
      device,
      fc.record({ kernel: fc.constantFrom(2, 3, 5), first: fc.boolean(), size: pairOf(9, 5) }),
      ({ kernel, first, size }, seed) => {
        const [low, high] = [(kernel - 1) >> 1, kernel >> 1];
        const padding = first ? ([low, low, high, high] as const) : ([high, high, low, low] as const);
        return {
          at: { x: uniform([2, 2, ...size], seed) },
          build: ({ x }) => averagePool2d(x!, kernel, { stride: 1, padding, countPadding }),
        };
      },
    ),
  );

  it('divides by the samples on the picture, or by the whole window', async () => {
    const x = input('x', [1, 1, 2, 2]);
    const corner = (countPadding: boolean) => averagePool2d(x, 2, { stride: 2, padding: 1, countPadding });
    const result = await evaluate(
      device,
      { whole: corner(true), inside: corner(false) },
      { x: floats([1, 1, 2, 2], [4, 8, 12, 16]) },
    );
    expect([...result.whole!.data]).toEqual([1, 2, 3, 4]);
    expect([...result.inside!.data]).toEqual([4, 8, 12, 16]);
  });
});

describe('pooling to a given size', () => {
  it('has the gradients of its differences', async () => {
    await checkGradients(device, fc.tuple(pairOf(9), pairOf(9)), ([size, [rows, columns]], seed) => ({
      at: { x: uniform([2, 2, ...size], seed) },
      build: ({ x }) => adaptiveAveragePool2d(x!, rows, columns),
    }));
    await checkGradients(device, pairOf(7), (size, seed) => ({
      at: { x: distinct([2, 2, ...size], seed) },
      build: ({ x }) => [globalAveragePool(x!), globalMaxPool(x!)],
    }));
  });
});
