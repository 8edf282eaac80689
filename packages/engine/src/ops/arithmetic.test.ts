import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gradients } from '../autodiff/gradient.js';
import { evaluate } from '../contract/evaluate.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { distinct, uniform } from '../contract/samples.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import {
  add,
  div,
  equal,
  greater,
  less,
  maximum,
  minimum,
  mul,
  neg,
  square,
  sub,
  where,
} from './arithmetic.js';
import { sum } from './reduce.js';
import { input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

/** Two shapes that broadcast: axes of the whole are dropped from the left or set to 1 in either. */
const broadcasting = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('both', 'left', 'right')), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((axes) =>
    fc.record({
      a: fc.constant(axes.map(([size, owner]) => (owner === 'right' ? 1 : size))),
      b: fc.constant(axes.map(([size, owner]) => (owner === 'left' ? 1 : size))),
      dropped: fc.integer({ min: 0, max: axes.length }),
      swap: fc.boolean(),
    }),
  )
  .map(({ a, b, dropped, swap }) => {
    const short = b.slice(dropped);
    return swap ? { a: short, b: a } : { a, b: short };
  });

describe('gradients agree with differences under broadcasting', () => {
  it('add, sub, mul, neg', () =>
    checkGradients(device, broadcasting, ({ a, b }, seed) => ({
      at: { a: uniform(a, seed), b: uniform(b, seed + 1) },
      build: ({ a, b }) => [add(a!, b!), sub(a!, b!), mul(a!, b!), neg(b!)],
    })));

  it('div', () =>
    checkGradients(device, broadcasting, ({ a, b }, seed) => ({
      at: { a: uniform(a, seed), b: uniform(b, seed + 1, 0.5, 2) },
      build: ({ a, b }) => [div(a!, b!), div(1, b!)],
    })));

  it('maximum, minimum, where', () =>
    checkGradients(device, broadcasting, ({ a, b }, seed) => {
      // Halves of one step lie between the samples of b, so that no two meet.
      const shifted = distinct(b, seed + 1).data.map((v) => v + (v > 0 ? 0.03 : -0.03));
      return {
        at: { a: distinct(a, seed), b: floats(b, shifted) },
        step: 0.005,
        build: ({ a, b }) => [
          maximum(a!, b!),
          minimum(a!, b!),
          where(greater(a!, 0), square(a!), b!),
          where(less(b!, a!), a!, mul(b!, 3)),
        ],
      };
    }));

  it('an operand used twice gets both shares', () =>
    checkGradients(device, broadcasting, ({ a }, seed) => ({
      at: { a: uniform(a, seed) },
      build: ({ a }) => add(mul(a!, a!), mul(a!, add(a!, sum(a!)))),
    })));
});

describe('ties', () => {
  it('share the cotangent of maximum and minimum', async () => {
    const [a, b] = [input('a', [3]), input('b', [3])];
    const [da, db] = gradients(sum(maximum(a, b)), [a, b]);
    const [ea, eb] = gradients(sum(minimum(a, b)), [a, b]);
    const result = await evaluate(
      device,
      { da: da!, db: db!, ea: ea!, eb: eb! },
      { a: floats([3], [1, 2, 3]), b: floats([3], [2, 2, 2]) },
    );
    expect(Object.fromEntries(Object.entries(result).map(([name, { data }]) => [name, [...data]]))).toEqual({
      da: [0, 0.5, 1],
      db: [1, 0.5, 0],
      ea: [1, 0.5, 0],
      eb: [0, 0.5, 1],
    });
  });
});

describe('comparisons', () => {
  it('yield booleans, through which nothing flows', async () => {
    const a = input('a', [3]);
    const one = { equal: equal(a, 1), less: less(a, 1), greater: greater(a, 1) };
    const result = await evaluate(device, one, { a: floats([3], [0, 1, 2]) });
    expect([...result.equal!.data]).toEqual([0, 1, 0]);
    expect([...result.less!.data]).toEqual([1, 0, 0]);
    expect([...result.greater!.data]).toEqual([0, 0, 1]);
    expect(result.less!.dtype).toBe('bool');
    const [da] = gradients(sum(where(one.less, 2, 3)), [a]);
    expect([...(await evaluate(device, { da: da! })).da!.data]).toEqual([0, 0, 0]);
  });

  it('name what does not fit', () => {
    const [a, b] = [input('a', [2, 3]), input('b', [4])];
    expect(() => add(a, b)).toThrow('add: shapes [2, 3] and [4] do not broadcast');
    expect(() => mul(a, input('i', [3], 'int64'))).toThrow(
      'mul: operands must share a type, received float32 and int64',
    );
    expect(() => where(a, a, a)).toThrow('where: condition must be bool, received float32');
  });
});
