import { createRandom } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { addGlare, drawGlare, type Glare } from './glare.js';

const size = 41;
const level = 1.5;
const straight: Glare = { level, width: 5, steepness: 2, angle: 0, offset: 0, bend: 0 };
const lit = (glare: Glare, value = 0): Float32Array => {
  const patch = new Float32Array(3 * size * size).fill(value);
  addGlare(patch, size, glare);
  return patch;
};
const at = (patch: Float32Array, x: number, y: number): number => patch[y * size + x]!;

describe('addGlare', () => {
  it('lays a band through the middle, in all channels, that falls off on both sides', () => {
    const patch = lit(straight);
    for (const x of [0, 20, 40]) expect(at(patch, x, 20)).toBeCloseTo(level / (1 + level), 6);
    expect(at(patch, 7, 25)).toBeCloseTo(level / (1 + level) / Math.E, 6);
    expect(at(patch, 7, 15)).toBe(at(patch, 7, 25));
    expect(at(patch, 7, 40)).toBeLessThan(1e-5);
    expect(patch.subarray(size * size, 2 * size * size)).toEqual(patch.subarray(0, size * size));
  });

  it('keeps what was brightest at one under the band, and darkens the rest', () => {
    const patch = lit(straight, 1);
    expect(at(patch, 20, 20)).toBeCloseTo(1, 6);
    expect(at(patch, 20, 0)).toBeCloseTo(1 / (1 + level), 5);
  });

  it('turns, moves and bends it', () => {
    expect(at(lit({ ...straight, angle: Math.PI / 2 }), 20, 3)).toBeCloseTo(0.6, 6);
    expect(at(lit({ ...straight, offset: 8 }), 5, 28)).toBeCloseTo(0.6, 6);
    const bent = lit({ ...straight, bend: 10 });
    for (const [x, y] of [
      [20, 20],
      [0, 30],
      [40, 30],
    ] as const)
      expect(at(bent, x, y)).toBeCloseTo(0.6, 6);
  });
});

describe('drawGlare', () => {
  it('draws a band for about half of the patches, within its bounds, and nothing at all without it', () => {
    const random = createRandom(3);
    const drawn = Array.from({ length: 400 }, () => drawGlare(random, 100, 2)).filter(
      (each) => each !== undefined,
    );
    expect(drawn.length).toBeGreaterThan(160);
    expect(drawn.length).toBeLessThan(240);
    for (const { level: bright, width, offset } of drawn) {
      expect(bright).toBeLessThan(2);
      expect(width).toBeGreaterThanOrEqual(4);
      expect(width).toBeLessThanOrEqual(40);
      expect(Math.abs(offset)).toBeLessThanOrEqual(50);
    }
    const [one, other] = [createRandom(5), createRandom(5)];
    expect(drawGlare(one, 100, 0)).toBeUndefined();
    expect(one.uniform()).toBe(other.uniform());
  });
});
