import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import { createRandom } from '../random.js';
import { type EdgeMode, edgeIndex } from './edge-index.js';
import { gaussianBlur, gaussianKernel } from './gaussian.js';
import { createPlane, type Plane } from './plane.js';

const noise = (width: number, height: number, seed: number): Plane => {
  const plane = createPlane(width, height);
  const random = createRandom(seed);
  for (let i = 0; i < plane.data.length; i++) plane.data[i] = random.uniform();
  return plane;
};

/** The definition, without separability. */
const direct = (plane: Plane, sigma: number, edge: EdgeMode): number[] => {
  const kernel = gaussianKernel(sigma);
  const reach = kernel.length - 1;
  const result: number[] = [];
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      let sum = 0;
      for (let dy = -reach; dy <= reach; dy++) {
        for (let dx = -reach; dx <= reach; dx++) {
          const [column, row] = [edgeIndex(x + dx, plane.width, edge), edgeIndex(y + dy, plane.height, edge)];
          if (column < 0 || row < 0) continue;
          sum += kernel[Math.abs(dx)]! * kernel[Math.abs(dy)]! * plane.data[row * plane.width + column]!;
        }
      }
      result.push(sum);
    }
  }
  return result;
};

describe('gaussianBlur', () => {
  it('equals the two-dimensional sum at every edge mode, also when the kernel is wider than the picture', () => {
    for (const edge of ['symmetric', 'reflect', 'edge', 'zero'] as const) {
      const plane = noise(7, 4, 1);
      const expected = direct(plane, 1.7, edge);
      gaussianBlur(plane, 1.7, { edge }).data.forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i]!, 5);
      });
    }
  });

  it('preserves the sum with symmetric edges', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(),
        (w, h, seed) => {
          const plane = noise(w, h, seed);
          const sum = (p: Plane) => p.data.reduce((total, v) => total + v, 0);
          expect(Math.abs(sum(gaussianBlur(plane, 2.5)) - sum(plane))).toBeLessThan(1e-4);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('spreads an impulse with the asked variance', () => {
    const plane = createPlane(61, 1);
    plane.data[30] = 1;
    const blurred = gaussianBlur(plane, 3).data;
    const variance = blurred.reduce((sum, v, x) => sum + v * (x - 30) ** 2, 0);
    expect(variance).toBeCloseTo(9, 1);
  });

  it('copies when sigma is zero', () => {
    const plane = noise(5, 5, 3);
    const blurred = gaussianBlur(plane, 0);
    expect(blurred.data).toEqual(plane.data);
    expect(blurred.data).not.toBe(plane.data);
  });

  it('refuses a negative sigma', () => {
    expect(() => gaussianBlur(createPlane(2, 2), -1)).toThrow(ImagingError);
  });
});
