import { expect, it } from 'vitest';
import { labelCentroids, labelObjects } from './label-objects.js';

const image = {
  width: 4,
  height: 2,
  labels: Uint32Array.of(9, 0, 0, 70_000, 9, 3, 0, 70_000),
};

it('measures each label, with gaps between them', () => {
  expect(labelObjects(image)).toEqual([
    { value: 3, area: 1, x: 1.5, y: 1.5 },
    { value: 9, area: 2, x: 0.5, y: 1 },
    { value: 70_000, area: 2, x: 3.5, y: 1 },
  ]);
});

it('gives centroids alone', () => {
  expect(labelCentroids(image)).toEqual([
    { x: 1.5, y: 1.5 },
    { x: 0.5, y: 1 },
    { x: 3.5, y: 1 },
  ]);
});
