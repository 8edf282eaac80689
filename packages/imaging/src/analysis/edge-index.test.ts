import { expect, it } from 'vitest';
import { type EdgeMode, edgeIndex } from './edge-index.js';

const extend = (mode: EdgeMode, length: number, reach: number): number[] =>
  Array.from({ length: length + 2 * reach }, (_, i) => edgeIndex(i - reach, length, mode));

it('continues a row as numpy.pad does', () => {
  expect(extend('symmetric', 3, 5)).toEqual([1, 2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1]);
  expect(extend('reflect', 3, 5)).toEqual([1, 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1]);
  expect(extend('edge', 3, 2)).toEqual([0, 0, 0, 1, 2, 2, 2]);
  expect(extend('zero', 3, 2)).toEqual([-1, -1, 0, 1, 2, -1, -1]);
});

it('continues a single pixel', () => {
  for (const mode of ['symmetric', 'reflect', 'edge'] as const) {
    expect(extend(mode, 1, 3)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  }
});
