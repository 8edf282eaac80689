import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from '../autodiff/gradient.js';
import { evaluate } from '../contract/evaluate.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { uniform } from '../contract/samples.js';
import { openDevice } from '../runtime/platform.node.js';
import { elementCount, floats, integers } from '../tensor.js';
import { square } from './arithmetic.js';
import { gatherElements, scatterAddElements } from './gather.js';
import { concat, split } from './join.js';
import { expand, reshape, transpose } from './layout.js';
import { pad, slice } from './part.js';
import { sum } from './reduce.js';
import { constant, input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const small = (max: number, min = 1) => fc.integer({ min, max });
const shapeOf = (max = 5, min = 1) => fc.array(small(max, min), { minLength: 1, maxLength: 4 });

describe('gradients agree with differences', () => {
  it('reshape and transpose', () =>
    checkGradients(
      device,
      shapeOf().chain((shape) =>
        fc.tuple(
          fc.constant(shape),
          fc.shuffledSubarray(
            shape.map((_, i) => i),
            { minLength: shape.length },
          ),
        ),
      ),
      ([shape, perm], seed) => ({
        at: { x: uniform(shape, seed) },
        build: ({ x }) => [
          transpose(x!, perm),
          transpose(
            x!,
            perm.map((axis) => axis - shape.length),
          ),
          reshape(x!, [elementCount(shape)]),
        ],
      }),
    ));

  it('expand', () =>
    checkGradients(
      device,
      fc.tuple(shapeOf(4), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })),
      ([shape, ones], seed) => {
        const narrow = shape.map((size, i) => (ones[i] ? 1 : size)).slice(ones[0] && ones[1] ? 1 : 0);
        return { at: { x: uniform(narrow, seed) }, build: ({ x }) => expand(x!, shape) };
      },
    ));

  it('concat and split', () =>
    checkGradients(
      device,
      fc.tuple(shapeOf(3), fc.nat(3), fc.array(small(4), { minLength: 1, maxLength: 3 })),
      ([shape, nth, sizes], seed) => {
        const axis = nth % shape.length;
        const part = (size: number) => shape.map((dim, i) => (i === axis ? size : dim));
        const total = sizes.reduce((a, b) => a + b);
        return {
          at: {
            whole: uniform(part(total), seed),
            ...Object.fromEntries(sizes.map((size, i) => [`p${i}`, uniform(part(size), seed + i)])),
          },
          build: ({ whole, ...parts }) => [
            concat(Object.values(parts), axis - shape.length),
            // The last piece is not used: its cotangent is zero.
            ...split(whole!, axis, sizes).slice(0, Math.max(1, sizes.length - 1)),
          ],
        };
      },
    ));

  it('slice', () =>
    checkGradients(
      device,
      fc.array(fc.tuple(fc.nat(2), small(4), fc.nat(2)), { minLength: 1, maxLength: 4 }),
      (axes, seed) => ({
        at: {
          x: uniform(
            axes.map(([before, kept, after]) => before + kept + after),
            seed,
          ),
        },
        build: ({ x }) =>
          slice(x!, {
            axes: axes.map((_, i) => i),
            starts: axes.map(([before]) => before),
            ends: axes.map(([before, kept]) => before + kept),
          }),
      }),
    ));

  it.each(['constant', 'reflect', 'edge'] as const)('pad: %s', (mode) =>
    checkGradients(
      device,
      fc.array(fc.tuple(small(5), fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 4 }),
      (axes, seed) => {
        const limit = (amount: number, size: number) =>
          mode === 'reflect' ? Math.min(amount, size - 1) : amount;
        return {
          at: {
            x: uniform(
              axes.map(([size]) => size),
              seed,
            ),
          },
          build: ({ x }) =>
            pad(x!, {
              before: axes.map(([size, before]) => limit(before, size)),
              after: axes.map(([size, , after]) => limit(after, size)),
              mode,
              value: 2,
            }),
        };
      },
    ),
  );

  it('gatherElements and scatterAddElements, with repeated indices', () =>
    checkGradients(device, fc.tuple(shapeOf(4), fc.nat(3), small(5)), ([shape, nth, count], seed) => {
      const axis = nth % shape.length;
      const size = shape[axis]!;
      const picked = shape.map((dim, i) => (i === axis ? count : dim));
      const places = Array.from({ length: elementCount(picked) }, (_, i) => (i * 7 + (seed % 11)) % size);
      const indices = constant(integers(picked, places));
      return {
        at: { x: uniform(shape, seed), updates: uniform(picked, seed + 1) },
        build: ({ x, updates }) => [
          gatherElements(x!, indices, axis),
          square(scatterAddElements(updates!, indices, axis, size)),
        ],
      };
    }));
});

describe('layout', () => {
  it('slices with steps, forward only', async () => {
    const x = input('x', [6]);
    const odd = slice(x, { axes: [0], starts: [1], ends: [6], steps: [2] });
    const feeds = { x: floats([6], [0, 1, 2, 3, 4, 5]) };
    expect([...(await evaluate(device, { odd }, feeds)).odd!.data]).toEqual([1, 3, 5]);
    expect(() => gradients(sum(odd), [x])).toThrow(
      'slice: has no gradient with a step other than 1: reshape and slice instead',
    );
    expect(gradients(sum(odd), [odd])[0]?.shape).toEqual([3]);
  });

  const x = input('x', [2, 3]);
  it.each([
    [() => reshape(x, [4]), 'reshape: [2, 3] cannot become [4]'],
    [() => transpose(x, [0]), 'transpose: [0] is no permutation of [2, 3]'],
    [() => transpose(x, [0, -2]), 'transpose: [0, 0] is no permutation of [2, 3]'],
    [() => transpose(x, [0, 2]), 'transpose: axis 2 is not an axis of a tensor of rank 2'],
    [() => expand(x, [2, 4]), 'expand: shapes [2, 3] and [2, 4] do not broadcast'],
    [() => expand(x, [3]), 'expand: [2, 3] does not broadcast to [3]'],
    [() => concat([], 0), 'concat: needs at least one value'],
    [() => concat([x, input('y', [2, 4])], 0), 'concat: [2, 4] does not fit [2, 3] along axis 0'],
    [() => split(x, 1, [1, 1]), 'split: sizes [1, 1] do not sum to axis 1 of [2, 3]'],
    [() => split(x, 1, [2]), 'split: sizes [2] do not sum to axis 1 of [2, 3]'],
    [
      () => slice(x, { axes: [1], starts: [1], ends: [4] }),
      'slice: [1, 4) step 1 is no part of axis 1 of [2, 3]',
    ],
    [
      () => slice(x, { axes: [0, 1], starts: [0], ends: [1] }),
      'slice: needs one start, end and step for each of the axes [0, 1]',
    ],
    [() => pad(x, { before: [1], after: [1] }), 'pad: needs one amount per axis of [2, 3]'],
    [
      () => pad(x, { before: [0, -1], after: [0, 0] }),
      'pad: amounts must be integers of at least 0, received [0, -1] and [0, 0]',
    ],
    [
      () => pad(x, { before: [2, 0], after: [0, 0], mode: 'reflect' }),
      'pad: reflection by 2 needs more than 2 samples on axis 0',
    ],
    [() => gatherElements(x, x, 0), 'gatherElements: indices must be int64, received float32'],
    [
      () => gatherElements(x, input('i', [2, 2], 'int64'), 0),
      'gatherElements: indices [2, 2] do not fit [2, 3] beside axis 0',
    ],
  ])('names what does not fit: %s', (make, message) => {
    expect(make).toThrow(message);
  });
});
