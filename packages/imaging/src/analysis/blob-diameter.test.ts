import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { blobDiameter } from './blob-diameter.js';
import type { Plane } from './plane.js';

/** Discs of one diameter on a grid with distances of twice that, with noise of a fifth of their contrast. */
function discs(diameter: number, side: number): Plane {
  const random = createRandom(3);
  const step = 2 * diameter;
  const data = Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) % step, Math.floor(i / side) % step];
    const covered = diameter / 2 - Math.hypot(x - diameter, y - diameter) + 0.5;
    return Math.min(1, Math.max(0, covered)) + 0.4 * (random.uniform() - 0.5);
  });
  return { width: side, height: side, data };
}

describe('blobDiameter', () => {
  it.each([6, 9, 14, 20, 31, 50])('finds discs of %i pixels within a fifth', (diameter) => {
    const found = blobDiameter([discs(diameter, 300)])!;
    expect(found / diameter).toBeGreaterThan(0.8);
    expect(found / diameter).toBeLessThan(1.2);
  });

  it('takes several parts of a picture together', () => {
    const empty = { width: 64, height: 64, data: new Float32Array(64 * 64) };
    expect(blobDiameter([empty, discs(12, 120)])).toBe(blobDiameter([discs(12, 120)]));
  });

  it('knows nothing of a picture without blobs, and of none', () => {
    expect(blobDiameter([{ width: 40, height: 40, data: new Float32Array(1600).fill(7) }])).toBeUndefined();
    expect(blobDiameter([])).toBeUndefined();
  });

  it('does not fail on a picture of one pixel', () => {
    expect(blobDiameter([{ width: 1, height: 1, data: Float32Array.of(1) }])).toBeUndefined();
  });
});
