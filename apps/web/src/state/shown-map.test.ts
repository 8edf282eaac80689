import { expect, it } from 'vitest';
import type { ReducedMap } from '../work/engine-methods.js';
import { shownMap } from './shown-map.js';

const values = Float32Array.of(0.01, 0.49, 0.5, 0.98);
const map = (kind: ReducedMap['kind']): ReducedMap => ({ kind, width: 2, height: 2, values, reduction: 1 });

it('of a mask is what reaches the threshold, of heat all', () => {
  expect([...shownMap(map('mask'), 0.5).values]).toEqual([0, 0, 1, 1]);
  expect([...shownMap(map('mask'), 0.6).values]).toEqual([0, 0, 0, 1]);
  expect(shownMap(map('heat'), 0.5).values).toBe(values);
});
