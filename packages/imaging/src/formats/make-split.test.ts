import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DatasetError } from '../errors.js';
import { makeSplit } from './make-split.js';

const names = Array.from({ length: 100 }, (_, i) => `${String(i).padStart(3, '0')}.png`);

describe('makeSplit', () => {
  it('divides by shares of any unit, and by the seed alone', () => {
    const split = makeSplit(names, { seed: 1, train: 50, val: 10, test: 40 });
    expect([split.train.length, split.val.length, split.test.length]).toEqual([50, 10, 40]);
    expect(makeSplit(names.toReversed(), { seed: 1, train: 0.5, val: 0.1, test: 0.4 })).toEqual(split);
    expect(makeSplit(names, { seed: 2, train: 50, val: 10, test: 40 })).not.toEqual(split);
  });

  it('keeps groups together', () => {
    const slide = (name: string): string => name.slice(0, 2);
    const split = makeSplit(names, { seed: 3, train: 60, val: 20, test: 20, groups: slide });
    const slides = Object.values(split).map((part) => new Set(part.map(slide)));
    expect(slides.reduce((sum, set) => sum + set.size, 0)).toBe(10);
    expect(slides.map((set) => set.size)).toEqual([6, 2, 2]);
  });

  it('loses nothing, repeats nothing, and comes near the shares', () => {
    const shares = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 3, max: 100 }), shares, (seed, count, [train, val, test]) => {
        const some = names.slice(0, count);
        const split = makeSplit(some, { seed, train, val, test });
        expect([...split.train, ...split.val, ...split.test].sort()).toEqual(some);
        const total = train + val + test;
        for (const [part, share] of Object.entries({ train, val, test })) {
          const size = split[part as keyof typeof split].length;
          const wanted = (count * share) / total;
          expect(size > 0).toBe(share > 0);
          if (wanted >= 1) expect(Math.abs(size - wanted)).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it.each([
    [{ train: -1, val: 0, test: 1 }, 'The share of train must be a number of at least 0, but is -1'],
    [{ train: 0, val: 0, test: 0 }, 'are all 0'],
  ])('refuses the shares %j', (shares, message) => {
    expect(() => makeSplit(names, { seed: 1, ...shares })).toThrow(message);
  });

  it('refuses more parts than there are groups', () => {
    const options = { seed: 1, train: 1, val: 1, test: 1, groups: () => 'one slide' };
    expect(() => makeSplit(names, options)).toThrow(DatasetError);
    expect(() => makeSplit(names, options)).toThrow('needs at least 3 groups, but there are 1');
  });
});
