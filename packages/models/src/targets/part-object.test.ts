import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentsOf, partObject, type Runs } from './part-object.js';

/** Discs of radius 8 side by side, their centres so far apart, as runs. */
function discs(apart: readonly number[]): Runs {
  const centres = [20];
  for (const step of apart) centres.push((centres.at(-1) as number) + step);
  const runs: number[] = [];
  for (let y = 5; y < 30; y++) {
    let start = -1;
    for (let x = 0; x <= 120; x++) {
      const inside = x < 120 && centres.some((centre) => Math.hypot(x + 0.5 - centre, y + 0.5 - 17) <= 8);
      if (inside && start < 0) start = x;
      if (!inside && start >= 0) {
        runs.push(y, start, x);
        start = -1;
      }
    }
  }
  return runs;
}

const pixelsOf = (runs: Runs): string[] => {
  const pixels: string[] = [];
  for (let i = 0; i < runs.length; i += 3) {
    for (let x = runs[i + 1]!; x < runs[i + 2]!; x++) pixels.push(`${runs[i]},${x}`);
  }
  return pixels;
};

describe('partObject', () => {
  it('parts discs that touch at their waists, from left to right, at their centres', () => {
    const parts = partObject(discs([14, 13]), 0.1);
    expect(parts).toHaveLength(3);
    [20, 34, 47].forEach((centre, i) => {
      const { area, x, y } = momentsOf(parts[i] as Runs);
      expect(Math.abs(x / area - centre)).toBeLessThan(1);
      expect(Math.abs(y / area - 17)).toBeLessThan(1);
    });
  });

  it('leaves whole what has no waist, or none that is narrow enough', () => {
    const [one, two] = [discs([]), discs([12])];
    expect(partObject(one, 0.05)).toEqual([one]);
    expect(partObject(two, 0.1)).toHaveLength(2);
    expect(partObject(two, 0.6)).toEqual([two]);
  });

  it('leaves whole for a greater share what it leaves whole for a smaller one', () => {
    const columns = fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.integer({ min: 1, max: 6 })), {
      minLength: 1,
      maxLength: 6,
    });
    const share = fc.double({ min: 0, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(columns, share, share, (balls, a, b) => {
        const runs: number[] = [];
        for (let y = 0; y < 28; y++) {
          for (let x = 0, start = -1; x <= 28; x++) {
            const inside =
              x < 28 && balls.some(([left, top, radius]) => Math.hypot(x - left, y - top) <= radius);
            if (inside && start < 0) start = x;
            if (inside || start < 0) continue;
            runs.push(y, start, x);
            start = -1;
          }
        }
        const [few, more] = [partObject(runs, Math.max(a, b)), partObject(runs, Math.min(a, b))];
        expect(few.length).toBeLessThanOrEqual(more.length);
      }),
    );
  });

  it('gives every pixel to one part, whatever the shape', () => {
    const shapes = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 1, selector: String });
    fc.assert(
      fc.property(shapes, fc.constantFrom(0, 0.1, 0.4), (pixels, split) => {
        const sorted = pixels.toSorted((a, b) => a[1] - b[1] || a[0] - b[0]);
        const runs = sorted.flatMap(([x, y]) => [y, x, x + 1]);
        const parts = partObject(runs, split);
        expect(parts.flatMap(pixelsOf).sort()).toEqual(pixelsOf(runs).sort());
        const area = parts.reduce((sum, part) => sum + momentsOf(part).area, 0);
        expect(area).toBe(pixels.length);
      }),
    );
  });
});
