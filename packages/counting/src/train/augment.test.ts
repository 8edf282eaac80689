import { createRandom } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Augmentation, drawPlacement, drawSide, drawTint } from './augment.js';

const ALL: Augmentation = {
  flips: true,
  turns: true,
  zoom: 0.5,
  intensity: 0.1,
  exposure: 0,
  glare: 0,
  colour: 0.05,
  stain: 0,
};
const PLAIN: Augmentation = {
  flips: false,
  turns: false,
  zoom: 0,
  intensity: 0,
  exposure: 0,
  glare: 0,
  colour: 0,
  stain: 0,
};
const side = fc.integer({ min: 1, max: 60 });

describe('drawSide', () => {
  it('makes patches from squares up to so much larger or smaller, both as often', () => {
    const random = createRandom(2);
    const sides = Array.from({ length: 400 }, () => drawSide(random, 100, { zoom: 1 }));
    expect([Math.min(...sides), Math.max(...sides)].map((each) => Math.round(each / 10))).toEqual([5, 20]);
    expect(sides.filter((each) => each > 100).length / sides.length).toBeCloseTo(0.5, 1);
  });

  it('is the patch’s own, and draws nothing, without variation', () => {
    const random = createRandom(2);
    const before = random.state();
    expect(drawSide(random, 100, PLAIN)).toBe(100);
    expect(random.state()).toEqual(before);
  });
});

describe('drawPlacement', () => {
  it('lies inside a larger picture, and is centred on a smaller one', () => {
    fc.assert(
      fc.property(side, side, side, fc.nat(1000), (width, height, size, seed) => {
        const { x, y } = drawPlacement(createRandom(seed), { width, height }, size, ALL);
        for (const [start, length] of [
          [x, width],
          [y, height],
        ] as const) {
          if (length >= size) expect(start >= 0 && start + size <= length).toBe(true);
          else expect(Math.abs(-start - (start + size - length))).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('reaches every corner and every symmetry in time', () => {
    const random = createRandom(1);
    const seen = new Set<string>();
    for (let i = 0; i < 400; i++) {
      const { x, y, flip, turns } = drawPlacement(random, { width: 5, height: 4 }, 4, ALL);
      seen.add(`${x} ${y} ${flip} ${turns}`);
    }
    expect(seen.size).toBe(2 * 1 * 2 * 4);
  });

  it('draws the same numbers whatever is switched off', () => {
    const [all, none] = [createRandom(5), createRandom(5)];
    const varied = drawPlacement(all, { width: 50, height: 50 }, 8, ALL);
    const plain = drawPlacement(none, { width: 50, height: 50 }, 8, PLAIN);
    expect(plain).toEqual({ ...varied, flip: false, turns: 0 });
    expect(none.state()).toEqual(all.state());
  });
});

describe('drawTint', () => {
  it('changes nothing when nothing is to vary', () => {
    expect(drawTint(createRandom(1), 3, PLAIN)).toEqual({ gain: [1, 1, 1], shift: [0, 0, 0] });
  });

  it('tints the channels of a grey picture alike, and those of a colour picture apart, within the ranges', () => {
    const [grey, colour] = [drawTint(createRandom(2), 1, ALL), drawTint(createRandom(2), 3, ALL)];
    expect(new Set(grey.gain).size).toBe(1);
    expect(new Set(colour.gain).size).toBe(3);
    for (const { gain, shift } of [grey, colour]) {
      for (const value of gain) expect(Math.abs(value - 1)).toBeLessThanOrEqual(0.15);
      for (const value of shift) expect(Math.abs(value)).toBeLessThanOrEqual(0.15);
    }
  });

  it('varies the exposure as often upwards as downwards, by the same factor, and leaves black alone', () => {
    const random = createRandom(3);
    const gains = Array.from({ length: 400 }, () => {
      const { gain, shift } = drawTint(random, 1, { ...PLAIN, exposure: 1 });
      expect(shift.every((each) => each === 0)).toBe(true);
      return gain[0];
    });
    expect(Math.min(...gains)).toBeGreaterThanOrEqual(0.5);
    expect(Math.min(...gains)).toBeLessThan(0.52);
    expect(Math.max(...gains)).toBeLessThanOrEqual(2);
    expect(Math.max(...gains)).toBeGreaterThan(1.9);
    expect(gains.filter((gain) => gain < 1).length / 400).toBeCloseTo(0.5, 1);
  });
});
