import type { UsableModel } from '@celltally/counting';
import { findPeaks } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heard, listeningTarget } from './listening-target.js';

type Target = UsableModel['target'];

/** A target whose cells are the peaks of its map; a lone cell is 2 high, and scores end at 1. */
const peaks: Target = {
  name: 'density',
  settings: {},
  needs: [],
  target: () => ({ width: 1, height: 1, data: new Float32Array(1) }),
  decode: () => ({ count: 0, points: [] }),
  decodeRows: (width, { relativeThreshold, absoluteThreshold, peakRadius }) => {
    const rows: number[] = [];
    return {
      add: (band) => rows.push(...band),
      finish: () => {
        const map = { width, height: rows.length / width, data: Float32Array.from(rows) };
        const options = { window: 2 * peakRadius + 1, relativeThreshold, absoluteThreshold };
        const points = findPeaks(map, options).map(({ x, y, value }) => ({
          x,
          y,
          score: Math.min(1, value / 2),
        }));
        return { count: rows.reduce((a, b) => a + b, 0), points };
      },
    };
  },
  defaults: { relativeThreshold: 0, absoluteThreshold: 0.5, peakRadius: 1, countScale: 1 },
  cellHeight: 2,
  cellMass: 3,
};

const places = (points: readonly { readonly x: number; readonly y: number }[]): string[] =>
  points.map(({ x, y }) => `${x},${y}`).sort();

describe('listeningTarget', () => {
  it('gives more spots, of which those at its threshold are exactly what the model finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 8, noNaN: true }), { minLength: 60, maxLength: 60 }),
        fc.constantFrom(0, 0.3, 0.9),
        fc.constantFrom(0.2, 1, 3),
        (values, relativeThreshold, absoluteThreshold) => {
          const settings = { relativeThreshold, absoluteThreshold, peakRadius: 1, countScale: 1 };
          const data = Float32Array.from(values);
          const plain = peaks.decodeRows(10, settings);
          plain.add(data);
          const expected = plain.finish()!;
          let heard: Heard | undefined;
          const listening = listeningTarget(peaks, { width: 10, height: 6 }, (each) => {
            heard = each;
          }).decodeRows(10, settings);
          listening.add(data.subarray(0, 30));
          listening.add(data.subarray(30));
          const found = listening.finish()!;
          expect(found.count).toBe(expected.count);
          const { points, threshold, floor, map } = heard!;
          expect(floor).toBeLessThanOrEqual(threshold);
          const passing = points.filter(({ score }) => score >= threshold);
          expect(places(passing)).toEqual(places(expected.points));
          expect(points.length).toBeGreaterThanOrEqual(passing.length);
          expect([map.width, map.height, map.cellMass]).toEqual([10, 6, 3]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
