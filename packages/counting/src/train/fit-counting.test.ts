import type { Annotation } from '@celltally/imaging';
import { createTarget, type MapPlane } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { fitCounting, type Validated } from './fit-counting.js';

/** A mask of so many cells of one pixel each. */
const maskOf = (cells: number): MapPlane => ({
  width: 40,
  height: 1,
  data: Float32Array.from({ length: 40 }, (_, x) => (x % 2 === 0 && x < 2 * cells ? 1 : 0)),
});

const target = createTarget('mask');
const settings = { ...target.defaults, peakRadius: 0 };

/** Pictures of as many cells as `truth` says, of which a network finds some and says a number. */
function validated(truth: readonly number[], found: readonly number[], said: readonly number[]): Validated {
  const maps = found.map(maskOf);
  return {
    target,
    samples: truth.map((count, i) => ({
      map: maps[i] as MapPlane,
      annotation: { kind: 'count', width: 40, height: 1, count } as unknown as Annotation,
    })),
    predictions: maps.map((map, i) => ({ map, count: said[i] as number })),
  };
}

const plain = { calibration: 'none', countFrom: 'best' } as const;

describe('fitCounting', () => {
  it('counts by what is nearer to the truth: the number, or the objects', () => {
    const numberIsRight = validated([10, 12], [8, 9], [10.2, 11.9]);
    expect(fitCounting(settings, plain, numberIsRight)).toEqual(settings);
    const objectsAreRight = validated([10, 12], [10, 12], [7, 16]);
    expect(fitCounting(settings, plain, objectsAreRight)).toEqual({ ...settings, countFrom: 'objects' });
  });

  it('compares them as they will be: the number with its factor, objects as they are', () => {
    const both = validated([10, 20], [9, 19], [5, 10]);
    expect(fitCounting(settings, plain, both).countFrom).toBe('objects');
    const calibrated = fitCounting(settings, { ...plain, calibration: 'scale' }, both);
    expect(calibrated).toEqual({ ...settings, countScale: 2 });
    const objectsAreNearer = validated([10, 20], [9, 20], [5, 13]);
    const chosen = fitCounting(settings, { ...plain, calibration: 'scale' }, objectsAreNearer);
    expect(chosen).toEqual({ ...settings, countFrom: 'objects' });
  });

  it('does as it is told', () => {
    const objectsAreRight = validated([10, 12], [10, 12], [7, 16]);
    expect(fitCounting(settings, { ...plain, countFrom: 'number' }, objectsAreRight)).toEqual(settings);
    const numberIsRight = validated([10, 12], [8, 9], [10.2, 11.9]);
    const told = fitCounting(settings, { ...plain, countFrom: 'objects' }, numberIsRight);
    expect(told.countFrom).toBe('objects');
  });

  it('counts the peaks of a density, where they are nearer to the truth than its sum', () => {
    const density = createTarget('density');
    const decoding = { ...density.defaults, peakRadius: 1, absoluteThreshold: 0.5 };
    const { samples } = validated([5, 9], [5, 9], [0, 0]);
    const predictions = [5, 9].map((cells) => ({ map: maskOf(cells) }));
    // Each peak of 1 sums to a hundredth of a cell.
    const blurred = { target: density, samples, predictions };
    expect(fitCounting(decoding, plain, blurred)).toEqual({ ...decoding, countFrom: 'objects' });
    expect(fitCounting(decoding, { ...plain, countFrom: 'number' }, blurred)).toEqual(decoding);
    const whole = predictions.map(({ map }) => ({ map: { ...map, data: map.data.map((v) => 100 * v) } }));
    expect(fitCounting(decoding, plain, { ...blurred, predictions: whole })).toEqual(decoding);
  });

  it('has no choice where the network says no number', () => {
    const { samples, predictions } = validated([10, 12], [8, 9], [0, 0]);
    const silent = { target, samples, predictions: predictions.map(({ map }) => ({ map })) };
    expect(fitCounting(settings, { ...plain, countFrom: 'objects' }, silent)).toEqual(settings);
  });
});
