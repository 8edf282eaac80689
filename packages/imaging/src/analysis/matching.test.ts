import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../annotation.js';
import { ImagingError } from '../errors.js';
import { createRandom } from '../random.js';
import { matchPoints } from './matching.js';

const near = (a: Point, b: Point, radius: number): boolean => Math.hypot(a.x - b.x, a.y - b.y) <= radius;

/** Tries every assignment. */
function mostPairs(
  predicted: readonly Point[],
  truth: readonly Point[],
  radius: number,
  from = 0,
  used = 0,
): number {
  if (from === predicted.length) return 0;
  let best = mostPairs(predicted, truth, radius, from + 1, used);
  truth.forEach((target, t) => {
    if (used & (1 << t) || !near(predicted[from]!, target, radius)) return;
    best = Math.max(best, 1 + mostPairs(predicted, truth, radius, from + 1, used | (1 << t)));
  });
  return best;
}

/** Nearest pair first. */
function greedyPairs(predicted: readonly Point[], truth: readonly Point[], radius: number): number {
  const pairs = predicted
    .flatMap((p, i) => truth.map((t, j) => ({ i, j, d: Math.hypot(p.x - t.x, p.y - t.y) })))
    .filter(({ d }) => d <= radius)
    .sort((a, b) => a.d - b.d);
  const [left, right] = [new Set<number>(), new Set<number>()];
  for (const { i, j } of pairs) {
    if (left.has(i) || right.has(j)) continue;
    left.add(i);
    right.add(j);
  }
  return left.size;
}

describe('matchPoints', () => {
  const coordinate = fc.integer({ min: 0, max: 12 });
  const points = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 6 });

  it('finds as many pairs as trying every assignment', () => {
    fc.assert(
      fc.property(points, points, fc.constantFrom(0, 1, 3, 5), (predicted, truth, radius) => {
        const matching = matchPoints(predicted, truth, radius);
        expect(matching.truePositives).toBe(mostPairs(predicted, truth, radius));
        expect(matching.truePositives + matching.falsePositives).toBe(predicted.length);
        expect(matching.truePositives + matching.falseNegatives).toBe(truth.length);
        for (const pair of matching.pairs) {
          expect(near(predicted[pair.predicted]!, truth[pair.truth]!, radius)).toBe(true);
        }
        expect(new Set(matching.pairs.map((pair) => pair.predicted)).size).toBe(matching.pairs.length);
        expect(new Set(matching.pairs.map((pair) => pair.truth)).size).toBe(matching.pairs.length);
      }),
      { numRuns: 500 },
    );
  });

  it('finds more than pairing the nearest first', () => {
    const predicted = [
      { x: 0, y: 0 },
      { x: 6, y: 0 },
    ];
    const truth = [
      { x: 4, y: 0 },
      { x: 10, y: 0 },
    ];
    expect(greedyPairs(predicted, truth, 4)).toBe(1);
    expect(matchPoints(predicted, truth, 4)).toEqual({
      pairs: [
        { predicted: 0, truth: 0, distance: 4 },
        { predicted: 1, truth: 1, distance: 4 },
      ],
      truePositives: 2,
      falsePositives: 0,
      falseNegatives: 0,
    });
  });

  it('is never worse than nearest first, and better in most crowds', () => {
    const random = createRandom(1);
    const crowd = () =>
      Array.from({ length: 60 }, () => ({ x: random.uniform() * 60, y: random.uniform() * 60 }));
    let better = 0;
    for (let round = 0; round < 50; round++) {
      const [predicted, truth] = [crowd(), crowd()];
      const [greedy, best] = [
        greedyPairs(predicted, truth, 5),
        matchPoints(predicted, truth, 5).truePositives,
      ];
      expect(best).toBeGreaterThanOrEqual(greedy);
      if (best > greedy) better++;
    }
    expect(better).toBeGreaterThan(40);
  });

  it('counts a distance of exactly the radius', () => {
    expect(matchPoints([{ x: 0, y: 0 }], [{ x: 3, y: 4 }], 5).truePositives).toBe(1);
    expect(matchPoints([{ x: 0, y: 0 }], [{ x: 3, y: 4 }], 4.999).truePositives).toBe(0);
  });

  it('copes with empty sides', () => {
    expect(matchPoints([], [{ x: 0, y: 0 }], 5)).toEqual({
      pairs: [],
      truePositives: 0,
      falsePositives: 0,
      falseNegatives: 1,
    });
    expect(matchPoints([{ x: 0, y: 0 }], [], 5).falsePositives).toBe(1);
  });

  it('matches 100,000 with 100,000 points in seconds', () => {
    const random = createRandom(2);
    const crowd = () =>
      Array.from({ length: 100_000 }, () => ({ x: random.uniform() * 2000, y: random.uniform() * 2000 }));
    const began = performance.now();
    expect(matchPoints(crowd(), crowd(), 10).truePositives).toBeGreaterThan(95_000);
    expect(performance.now() - began).toBeLessThan(30_000);
  });

  it('refuses a negative radius', () => {
    expect(() => matchPoints([], [], -1)).toThrow(ImagingError);
  });
});
