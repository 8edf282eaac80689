import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import {
  DISC_RESPONSE,
  diameterOfSigma,
  laplacianOfGaussian,
  sigmaOfDiameter,
} from './laplacian-of-gaussian.js';
import type { Plane } from './plane.js';

const SIDE = 101;

/** A disc of contrast 1 in the middle, its rim covered as far as it reaches. */
function disc(radius: number): Plane {
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [(i % SIDE) - 50, Math.floor(i / SIDE) - 50];
    return Math.min(1, Math.max(0, radius - Math.hypot(x, y) + 0.5));
  });
  return { width: SIDE, height: SIDE, data };
}
const centre = 50 * SIDE + 50;

describe('laplacianOfGaussian', () => {
  it.each([8, 12, 24])('answers most to a disc of %i pixels at its own scale, with 2/e', (diameter) => {
    const answer = (sigma: number): number => laplacianOfGaussian(disc(diameter / 2), sigma).data[centre]!;
    const own = sigmaOfDiameter(diameter);
    expect(diameterOfSigma(own)).toBeCloseTo(diameter);
    // The fewer pixels a disc has, the further second differences are from derivatives.
    expect(Math.abs(answer(own) - DISC_RESPONSE)).toBeLessThan(0.25 / diameter);
    expect(answer(own)).toBeGreaterThan(answer(own / 1.3));
    expect(answer(own)).toBeGreaterThan(answer(own * 1.3));
  });

  it('is zero where nothing curves, on a slope', () => {
    const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (i % SIDE) / 10);
    const response = laplacianOfGaussian({ width: SIDE, height: SIDE, data }, 3);
    expect(Math.abs(response.data[centre]!)).toBeLessThan(1e-4);
  });

  it('changes its sign at the rim of what is large beside sigma', () => {
    const { data } = laplacianOfGaussian(disc(30), 2);
    expect(data[centre + 28]!).toBeGreaterThan(0.05);
    expect(data[centre + 32]!).toBeLessThan(-0.05);
  });

  it('refuses scales that pixels do not resolve', () => {
    expect(() => laplacianOfGaussian(disc(4), 0.5)).toThrow(ImagingError);
  });
});
