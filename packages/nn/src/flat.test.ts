import { floats } from '@celltally/engine';
import { expect, it } from 'vitest';
import { NetworkError } from './errors.js';
import { flatLayout, flatten, unflatten } from './flat.js';

const layout = flatLayout([
  { name: 'a', shape: [2, 2] },
  { name: 'b', shape: [] },
  { name: 'c', shape: [3] },
]);

it('puts tensors one after the other and finds them again', () => {
  expect(layout.entries.map(({ offset, length }) => [offset, length])).toEqual([
    [0, 4],
    [4, 1],
    [5, 3],
  ]);
  const vector = Float32Array.from({ length: 8 }, (_, i) => i);
  const tensors = unflatten(layout, vector);
  expect(tensors.get('c')?.data).toEqual(Float32Array.of(5, 6, 7));
  expect(flatten(layout, tensors)).toEqual(vector);
});

it('names the tensor that is missing or has another shape', () => {
  const tensors = new Map([
    ['a', floats([2, 2], [1, 2, 3, 4])],
    ['b', floats([], [1])],
  ]);
  expect(() => flatten(layout, tensors)).toThrow(NetworkError);
  expect(() => flatten(layout, tensors)).toThrow("tensor 'c' is missing from the file");
  expect(() => flatten(layout, tensors.set('c', floats([1, 3], [1, 2, 3])))).toThrow(
    "tensor 'c' has shape [1, 3], the network needs [3]",
  );
});
