import { expect, it } from 'vitest';
import { createHeatPlane } from './heat-plane.js';

it('is the map itself for pictures that are drawn at their size', () => {
  const heat = createHeatPlane(3, 2);
  heat.add(Float32Array.of(1, 2, 3));
  heat.add(Float32Array.of(4, 5, 6));
  expect(heat.finish()).toEqual({ width: 3, height: 2, data: Float32Array.of(1, 2, 3, 4, 5, 6) });
});

it('is the mean of what a pixel stands for in pictures that are drawn smaller', () => {
  const [width, height] = [8193, 3];
  const heat = createHeatPlane(width, height);
  for (let y = 0; y < height; y++) heat.add(Float32Array.from({ length: width }, (_, x) => 10 * y + (x % 2)));
  const { data, ...size } = heat.finish();
  expect(size).toEqual({ width: 4097, height: 2 });
  // Two by two, in the last column two rows of one pixel, in the last row one row of two.
  expect([data[0], data[4096], data[4097], data[2 * 4097 - 1]]).toEqual([5.5, 5, 20.5, 20]);
});
