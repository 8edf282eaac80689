import { createRandom } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PICTURE_KINDS, type PictureKind } from '../choice/picture-kind.js';
import { visitShares, visitsOf, visitsPerRound } from './visits.js';

const kinds = fc.array(fc.constantFrom(...PICTURE_KINDS), { minLength: 1, maxLength: 60 });
const repeated = (kind: PictureKind, times: number): PictureKind[] => Array<PictureKind>(times).fill(kind);

/** Visits of each kind over so many rounds. */
function visitsByKind(of: readonly PictureKind[], shares: readonly number[], rounds: number) {
  const random = createRandom(1);
  const visits = new Map<PictureKind, number>();
  for (let round = 0; round < rounds; round++) {
    for (const i of visitsOf(shares, random)) {
      const kind = of[i] as PictureKind;
      visits.set(kind, (visits.get(kind) ?? 0) + 1);
    }
  }
  return visits;
}

describe('visitShares', () => {
  it('are one without balance, and for the commonest kind with any', () => {
    fc.assert(
      fc.property(kinds, fc.double({ min: 0, max: 1, noNaN: true }), (of, balance) => {
        expect(visitShares(of, 0)).toEqual(of.map(() => 1));
        const shares = visitShares(of, balance);
        expect(Math.min(...shares)).toBe(1);
        expect(Math.max(...shares)).toBeLessThanOrEqual(of.length);
      }),
    );
  });

  it('are the root of how much rarer a kind is, half way', () => {
    const of = [...repeated('grey', 36), ...repeated('stained', 4)];
    expect([...new Set(visitShares(of, 0.5))]).toEqual([1, 3]);
  });
});

describe('visitsOf', () => {
  it('visits every example once without balance, as a plain shuffle does', () => {
    const shares = visitShares(repeated('grey', 20), 1);
    const plain = createRandom(5).shuffle(Array.from({ length: 20 }, (_, i) => i));
    expect(visitsOf(shares, createRandom(5))).toEqual(plain);
  });

  it('is as long as said, visits each at least as often as the whole of its share, and at most once more', () => {
    fc.assert(
      fc.property(kinds, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(99), (of, balance, seed) => {
        const shares = visitShares(of, balance);
        const visits = visitsOf(shares, createRandom(seed));
        expect(visits).toHaveLength(visitsPerRound(shares));
        shares.forEach((share, i) => {
          const times = visits.filter((at) => at === i).length;
          expect(times).toBeGreaterThanOrEqual(Math.floor(share));
          expect(times).toBeLessThanOrEqual(Math.floor(share) + 1);
        });
      }),
    );
  });

  it('visits all kinds equally often with full balance, over many rounds', () => {
    const of = [...repeated('grey', 30), ...repeated('stained', 7), 'bright' as const];
    const visits = visitsByKind(of, visitShares(of, 1), 100);
    for (const kind of ['stained', 'bright'] as const) {
      expect(visits.get(kind)).toBeGreaterThan(2950);
      expect(visits.get(kind)).toBeLessThan(3050);
    }
    expect(visits.get('grey')).toBe(3000);
  });

  it('does not leave what is shown more often to the end', () => {
    const of = [...repeated('grey', 400), ...repeated('stained', 40)];
    const visits = visitsOf(visitShares(of, 1), createRandom(2));
    const early = visits.slice(0, visits.length / 2).filter((i) => of[i] === 'stained').length;
    expect(early).toBeGreaterThan(150);
    expect(early).toBeLessThan(250);
  });
});
