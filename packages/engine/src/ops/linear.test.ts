import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkGradients } from '../contract/gradient-property.node.js';
import { uniform } from '../contract/samples.js';
import { openDevice } from '../runtime/platform.node.js';
import { matMul } from './linear.js';
import { input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const small = fc.integer({ min: 1, max: 4 });

describe('matMul', () => {
  it('has the gradients of its differences: transposed operands, broadcast batches', () =>
    checkGradients(
      device,
      fc.record({
        sizes: fc.tuple(small, small, small),
        batch: fc.array(fc.tuple(small, fc.constantFrom('both', 'a', 'b')), { maxLength: 2 }),
        dropped: fc.nat(2),
        swap: fc.boolean(),
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
      }),
      ({ sizes: [rows, inner, columns], batch, dropped, swap, transposeA, transposeB }, seed) => {
        const leading = (side: 'a' | 'b') => {
          const dims = batch.map(([size, owner]) => (owner === 'both' || owner === side ? size : 1));
          return (side === 'a') === swap ? dims.slice(dropped) : dims;
        };
        return {
          at: {
            a: uniform([...leading('a'), ...(transposeA ? [inner, rows] : [rows, inner])], seed),
            b: uniform([...leading('b'), ...(transposeB ? [columns, inner] : [inner, columns])], seed + 1),
          },
          build: ({ a, b }) => matMul(a!, b!, { transposeA, transposeB }),
        };
      },
      40,
    ));

  it('names what does not fit', () => {
    const [a, b] = [input('a', [2, 3]), input('b', [2, 3])];
    expect(() => matMul(a, b)).toThrow('matMul: [2, 3] and [2, 3] do not meet: 3 columns, 2 rows');
    expect(() => matMul(a, b, { transposeA: true, transposeB: true })).toThrow(
      'matMul: [2, 3] transposed and [2, 3] transposed do not meet: 2 columns, 3 rows',
    );
    expect(() => matMul(input('v', [3]), b)).toThrow('matMul: needs matrices, received [3] and [2, 3]');
  });
});
