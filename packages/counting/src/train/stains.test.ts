import { createRandom, STAINS } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IMAGENET, PERCENTILES } from '../picture/preparation.js';
import { drawStains, type Light, lightOf, type Stains, varyStains } from './stains.js';

const plain: Light = { gain: [1, 1, 1], offset: [0, 0, 0] };
const alike: Stains = { hematoxylin: 1, eosin: 1, rest: 1 };

/** The light that comes through so much of each stain. */
const through = (hematoxylin: number, eosin: number): number[] =>
  [0, 1, 2].map((c) => Math.exp(-hematoxylin * STAINS.hematoxylin[c]! - eosin * STAINS.eosin[c]!));

const varied = (pixel: readonly number[], stains: Stains, light = plain): number[] => {
  const patch = Float32Array.from(pixel);
  varyStains(patch, stains, light);
  return [...patch];
};
const expectClose = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 5);
  });
};

describe('varyStains', () => {
  it('multiplies the amount of each stain by itself', () => {
    const amount = fc.double({ min: 0, max: 1.5, noNaN: true });
    const factor = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(amount, amount, factor, factor, (nuclei, ground, hematoxylin, eosin) => {
        expectClose(
          varied(through(nuclei, ground), { ...alike, hematoxylin, eosin }),
          through(hematoxylin * nuclei, eosin * ground),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('leaves white alone, and everything where nothing changes', () => {
    expectClose(varied([1, 1, 1], { hematoxylin: 2, eosin: 0.5, rest: 2 }), [1, 1, 1]);
    expectClose(varied([0.9, 0.2, 0.4], alike), [0.9, 0.2, 0.4]);
  });

  it('works on what the network is given', () => {
    const light = lightOf(IMAGENET);
    const normalised = (pixel: readonly number[]): number[] =>
      pixel.map((value, c) => (value - light.offset[c]!) / light.gain[c]!);
    expectClose(
      varied(normalised(through(0.8, 0.3)), { ...alike, eosin: 2 }, light),
      normalised(through(0.8, 0.6)),
    );
    expectClose(varied([1, 1, 1], { hematoxylin: 2, eosin: 2, rest: 2 }, lightOf(PERCENTILES)), [1, 1, 1]);
  });

  it('keeps finite what is black', () => {
    const stains = { hematoxylin: 2, eosin: 2, rest: 2 };
    expect(varied([0, -1, 0], stains).every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('treats every pixel of a patch by itself', () => {
    const [one, other] = [through(1, 0.2), through(0.1, 0.7)];
    const stains = { hematoxylin: 1.5, eosin: 0.7, rest: 1 };
    const both = varied(
      one.flatMap((value, c) => [value, other[c]!]),
      stains,
    );
    expectClose(
      both,
      varied(one, stains).flatMap((value, c) => [value, varied(other, stains)[c]!]),
    );
  });
});

describe('drawStains', () => {
  it('makes each denser as often as paler, by the same factor, and draws nothing for none', () => {
    const random = createRandom(3);
    const drawn = Array.from({ length: 2000 }, () => drawStains(random, 1)!);
    for (const stain of ['hematoxylin', 'eosin', 'rest'] as const) {
      const factors = drawn.map((each) => each[stain]);
      expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.5);
      expect(Math.max(...factors)).toBeLessThanOrEqual(2);
      expect(factors.filter((each) => each > 1).length / 2000).toBeCloseTo(0.5, 1);
    }
    const before = random.state();
    expect(drawStains(random, 0)).toBeUndefined();
    expect(random.state()).toEqual(before);
  });
});
