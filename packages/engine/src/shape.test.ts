import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShapeError } from './errors.js';
import {
  addDims,
  broadcastShapes,
  type Dim,
  floorDivideDim,
  formatDim,
  formatShape,
  multiplyDims,
  normaliseAxis,
  productOfDims,
  sameDim,
  sameShape,
  staticShape,
  symbol,
} from './shape.js';

const height = symbol('height', 16);
const width = symbol('width', 16);

/** What a size is once its units are known. */
function sizeAt(dim: Dim, units: Readonly<Record<string, number>>): number {
  if (typeof dim === 'number') return dim;
  return Object.entries(dim.terms).reduce(
    (total, [key, factor]) =>
      total + key.split('*').reduce((product, unit) => product * (unit === '' ? 1 : units[unit]!), factor),
    0,
  );
}

/** A polynomial in h and w, with integer coefficients. */
const polynomial: fc.Arbitrary<Dim> = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.nat(4), fc.nat(4), fc.nat(2))
  .map(([constant, h, w, both]) =>
    [
      multiplyDims(symbol('h'), h),
      multiplyDims(symbol('w'), w),
      multiplyDims(multiplyDims(symbol('w'), symbol('h')), both),
    ].reduce(addDims, constant),
  );
const units = fc.record({ h: fc.integer({ min: 1, max: 50 }), w: fc.integer({ min: 1, max: 50 }) });

describe('free sizes', () => {
  it('compute like the numbers that they will be', () =>
    fc.assert(
      fc.property(polynomial, polynomial, units, (a, b, at) => {
        expect(sizeAt(addDims(a, b), at)).toBe(sizeAt(a, at) + sizeAt(b, at));
        // No size is -0, which 0 times a negative number is.
        expect(sizeAt(multiplyDims(a, b), at)).toBe(sizeAt(a, at) * sizeAt(b, at) + 0);
        expect(sameDim(addDims(a, b), addDims(b, a))).toBe(true);
        expect(sameDim(multiplyDims(a, b), multiplyDims(b, a))).toBe(true);
      }),
    ));

  it('divide exactly, or not at all', () => {
    fc.assert(
      fc.property(
        polynomial,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: -9, max: 9 }),
        units,
        (a, divisor, rest, at) => {
          const dividend = addDims(multiplyDims(a, divisor), rest);
          expect(sizeAt(floorDivideDim(dividend, divisor, 'op'), at)).toBe(
            Math.floor(sizeAt(dividend, at) / divisor),
          );
        },
      ),
    );
    expect(formatDim(floorDivideDim(addDims(height, 7), 4, 'op'))).toBe('4·height + 1');
    expect(() => floorDivideDim(symbol('height', 6), 4, 'conv2d')).toThrow(
      'conv2d: a free size 6·height cannot be divided by 4: declare it a multiple of 4',
    );
  });

  it('become numbers again when their units cancel', () => {
    expect(addDims(addDims(height, 5), multiplyDims(height, -1))).toBe(5);
    expect(multiplyDims(height, 0)).toBe(0);
    expect(productOfDims([])).toBe(1);
  });

  it('are written for people', () => {
    expect(formatShape([symbol('batch'), 3, height, multiplyDims(width, height)])).toBe(
      '[batch, 3, 16·height, 256·height·width]',
    );
  });

  it('need a word and a positive step', () => {
    expect(() => symbol('a*b')).toThrow(
      "symbol: name must be a word of letters, digits and _, received 'a*b'",
    );
    expect(() => symbol('')).toThrow(ShapeError);
    expect(() => symbol('h', 0)).toThrow('symbol: step must be a positive integer, received 0');
  });
});

describe('shapes', () => {
  it('broadcast by NumPy’s rule', () => {
    expect(broadcastShapes([3, 1], [2, 1, 4], 'add')).toEqual([2, 3, 4]);
    expect(broadcastShapes([], [height], 'add')).toEqual([height]);
    expect(broadcastShapes([height, 1], [symbol('height', 16), width], 'add')).toEqual([height, width]);
    expect(() => broadcastShapes([height], [width], 'add')).toThrow(
      'add: shapes [16·height] and [16·width] do not broadcast',
    );
    expect(() => broadcastShapes([height], [16], 'add')).toThrow(ShapeError);
  });

  it('are the same only with the same rank and sizes', () => {
    expect(sameShape([1, height], [1, symbol('height', 16)])).toBe(true);
    expect(sameShape([1, height], [1, symbol('height', 8)])).toBe(false);
    expect(sameShape([1], [1, 1])).toBe(false);
  });

  it('are refused where sizes must be known', () => {
    expect(staticShape([1, 2], 'op')).toEqual([1, 2]);
    expect(() => staticShape([1, height], 'adaptiveAveragePool2d')).toThrow(
      'adaptiveAveragePool2d: needs known sizes, received [1, 16·height]',
    );
  });

  it('count axes from either end', () => {
    expect([normaliseAxis(0, 3, 'op'), normaliseAxis(-1, 3, 'op')]).toEqual([0, 2]);
    for (const axis of [3, -4, 0.5]) {
      expect(() => normaliseAxis(axis, 3, 'op')).toThrow(
        `op: axis ${axis} is not an axis of a tensor of rank 3`,
      );
    }
  });
});
