import { expect, it } from 'vitest';
import { densityMap } from '../analysis/density-map.js';
import { simulate } from '../simulate/simulate.js';
import { drawOverlay } from './overlay.js';

const { image, points, labels } = simulate({ modality: 'fluorescence', width: 120, height: 90, count: 6 });

it('returns a picture of its own: three channels, 8 bits, same size', () => {
  const before = image.data.slice();
  const overlay = drawOverlay(image, {
    points,
    labels,
    heat: densityMap(points, 120, 90),
    count: points.length,
  });
  expect([overlay.width, overlay.height, overlay.channels, overlay.bitDepth]).toEqual([120, 90, 3, 8]);
  expect(overlay.data).toHaveLength(3 * 120 * 90);
  expect(image.data).toEqual(before);
});

it('draws each thing that is asked for', () => {
  const plain = drawOverlay(image, {}).data;
  const size = 120 * 90;
  expect(plain.subarray(0, size)).toEqual(plain.subarray(size, 2 * size));
  for (const options of [
    { points },
    { labels },
    { heat: densityMap(points, 120, 90) },
    { count: 3 },
    { count: 2.5 },
  ]) {
    expect(drawOverlay(image, options).data).not.toEqual(plain);
  }
});
