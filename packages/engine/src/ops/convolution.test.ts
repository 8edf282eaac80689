import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from '../autodiff/gradient.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { uniform } from '../contract/samples.js';
import type { Value } from '../graph/value.js';
import { openDevice } from '../runtime/platform.node.js';
import { square } from './arithmetic.js';
import { conv2d, convTranspose2d } from './convolution.js';
import { sum } from './reduce.js';
import { input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const small = (max: number, min = 1) => fc.integer({ min, max });
const pairOf = (max: number, min = 1) => fc.tuple(small(max, min), small(max, min));

const convolution = fc
  .record({
    batch: small(2),
    groups: small(3),
    perGroup: pairOf(3),
    kernel: fc.oneof(pairOf(4), fc.constant([1, 3] as const), fc.constant([3, 1] as const)),
    stride: pairOf(3),
    dilation: pairOf(2),
    padding: fc.tuple(small(3, 0), small(3, 0), small(3, 0), small(3, 0)),
    room: pairOf(4, 0),
    bias: fc.boolean(),
  })
  .map(({ batch, groups, perGroup: [perIn, perOut], kernel, room, ...rest }) => {
    const { padding, dilation } = rest;
    const size = [0, 1].map((axis) => {
      const reach = (dilation[axis]! - 1) * (kernel[axis]! - 1) + kernel[axis]!;
      return Math.max(1, reach - padding[axis]! - padding[axis + 2]!) + room[axis]!;
    });
    return { ...rest, groups, x: [batch, groups * perIn, ...size], w: [groups * perOut, perIn, ...kernel] };
  });

const samples = ({ x, w }: { x: number[]; w: number[] }, seed: number) => ({
  x: uniform(x, seed),
  w: uniform(w, seed + 1),
});

describe('conv2d', () => {
  it('has the gradients of its differences, for any window and groups', () =>
    checkGradients(
      device,
      convolution,
      (drawn, seed) => ({
        at: { ...samples(drawn, seed), ...(drawn.bias ? { bias: uniform([drawn.w[0]!], seed + 2) } : {}) },
        build: ({ x, w, bias }) => conv2d(x!, w!, { ...drawn, bias: bias as Value }),
      }),
      40,
    ));

  it('has them as a depthwise convolution', () =>
    checkGradients(
      device,
      fc.record({ channels: small(6, 2), kernel: small(5), stride: small(2), size: pairOf(9, 5) }),
      ({ channels, kernel, stride, size }, seed) => ({
        at: samples({ x: [2, channels, ...size], w: [channels, 1, kernel, kernel] }, seed),
        build: ({ x, w }) => conv2d(x!, w!, { stride, padding: kernel >> 1, groups: channels }),
      }),
    ));

  it('has second derivatives', () =>
    checkGradients(
      device,
      convolution,
      (drawn, seed) => ({
        at: samples(drawn, seed),
        build: ({ x, w }) => gradients(sum(square(conv2d(x!, w!, { ...drawn, bias: undefined }))), [x!, w!]),
      }),
      10,
    ));

  it.each([
    [
      [1, 4, 8, 8],
      [2, 3, 3, 3],
      {},
      'conv2d: x [1, 4, 8, 8] has 4 channels; kernel [2, 3, 3, 3] in 1 groups needs 3',
    ],
    [
      [1, 4, 8, 8],
      [3, 2, 3, 3],
      { groups: 2 },
      'conv2d: kernel [3, 2, 3, 3] has 3 output channels, which do not divide into 2 groups',
    ],
    [[1, 1, 2, 8], [1, 1, 3, 3], {}, 'conv2d: a window of 3 pixels does not fit 2 with padding 0'],
    [[1, 8, 8], [1, 1, 3, 3], {}, 'conv2d: x must have rank 4, received [1, 8, 8]'],
    [
      [1, 1, 8, 8],
      [1, 1, 3, 3],
      { stride: 0 },
      'conv2d: kernel, stride and dilation must be positive integers and padding not negative, received ' +
        '{"kernel":[3,3],"strides":[0,0],"pads":[0,0,0,0],"dilations":[1,1]}',
    ],
  ] as const)('names what does not fit: %j * %j', (x, w, options, message) => {
    expect(() => conv2d(input('x', x), input('w', w), options)).toThrow(message);
  });

  it.each([[[3]], [[]], [[1, 2]]])('names a bias that does not fit: %j', (shape) => {
    const [x, w] = [input('x', [1, 1, 8, 8]), input('w', [2, 1, 3, 3])];
    expect(() => conv2d(x, w, { bias: input('bias', shape) })).toThrow(
      `conv2d: bias must be [2], one value per output channel of the kernel, received [${shape.join(', ')}]`,
    );
  });
});

describe('convTranspose2d', () => {
  const transposed = fc
    .record({
      batch: small(2),
      groups: small(2),
      perGroup: pairOf(3),
      kernel: pairOf(4),
      stride: pairOf(3),
      size: pairOf(5, 2),
      extra: pairOf(2, 0),
      padding: fc.tuple(small(1, 0), small(1, 0), small(1, 0), small(1, 0)),
    })
    .map(({ batch, groups, perGroup: [perIn, perOut], kernel, stride, size, extra, padding }) => ({
      stride,
      groups,
      padding: padding.map((amount, i) => Math.min(amount, kernel[i % 2]! - 1)) as typeof padding,
      outputPadding: [Math.min(extra[0], stride[0] - 1), Math.min(extra[1], stride[1] - 1)] as const,
      x: [batch, groups * perIn, ...size],
      w: [groups * perIn, perOut, ...kernel],
    }));

  it('has the gradients of its differences, with padding of the output too', () =>
    checkGradients(
      device,
      transposed,
      (drawn, seed) => ({
        at: { ...samples(drawn, seed), bias: uniform([drawn.w[1]! * drawn.groups], seed + 2) },
        build: ({ x, w, bias }) => convTranspose2d(x!, w!, { ...drawn, bias: bias! }),
      }),
      30,
    ));

  it('refuses an output padding that is not below the stride', () => {
    const [x, w] = [input('x', [1, 1, 4, 4]), input('w', [1, 1, 3, 3])];
    expect(() => convTranspose2d(x, w, { stride: 2, outputPadding: 2 })).toThrow(
      'convTranspose2d: outputPadding must be below the stride [2,2], received [2,2]',
    );
  });
});
