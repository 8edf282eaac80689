import { densityTarget, maskTarget } from '@celltally/models';
import { expect, it } from 'vitest';
import { decodePrediction } from './decode-prediction.js';
import { atOwnSize } from './own-size.js';

/** Two objects of a mask, twice as large as in the picture. */
const enlarged = {
  width: 8,
  height: 4,
  data: Float32Array.from('11000011110000110000000000000000', (digit) => Number(digit)),
};

it('brings points, outlines and the map back to the pixels of the picture', () => {
  const target = maskTarget();
  const decoded = decodePrediction(target, { map: enlarged }, target.defaults);
  const own = { width: 4, height: 2 };
  const found = atOwnSize({ decoded, map: enlarged }, own);
  expect(found.decoded.points).toEqual([
    { x: 0.5, y: 0.5, score: 1 },
    { x: 3.5, y: 0.5, score: 1 },
  ]);
  expect(found.decoded.labels).toEqual({ ...own, labels: Uint32Array.of(1, 0, 0, 2, 0, 0, 0, 0) });
  expect(found.map).toEqual({ ...own, data: Float32Array.of(1, 0, 0, 1, 0, 0, 0, 0) });
  expect(found.decoded.count).toBe(2);
});

it('leaves what was found in a picture of its own size as it is', () => {
  const target = densityTarget();
  const decoded = decodePrediction(
    target,
    { map: enlarged, count: 3 },
    { ...target.defaults, countScale: 2 },
  );
  expect(decoded.count).toBe(6);
  const found = { decoded, map: enlarged };
  expect(atOwnSize(found, enlarged)).toEqual(found);
});

it('never counts less than nothing, whatever a head says', () => {
  const target = densityTarget();
  expect(decodePrediction(target, { map: enlarged, count: -1 }, target.defaults).count).toBe(0);
});
