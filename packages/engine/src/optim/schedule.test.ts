import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors.js';
import {
  constantSchedule,
  cosineSchedule,
  cosineWarmRestarts,
  type Schedule,
  stepSchedule,
  warmUp,
} from './schedule.js';

const at = (schedule: Schedule, epochs: readonly number[]): number[] =>
  epochs.map((epoch) => schedule(epoch));
const close = (values: readonly number[]): unknown[] => values.map((value) => expect.closeTo(value, 10));

describe('schedules', () => {
  it('constant', () => {
    expect(at(constantSchedule(0.1), [0, 0.5, 1000])).toEqual([0.1, 0.1, 0.1]);
  });

  it('step', () => {
    expect(at(stepSchedule(1, { every: 10 }), [0, 9.9, 10, 25])).toEqual(close([1, 1, 0.1, 0.01]));
    expect(at(stepSchedule(8, { every: 2, gamma: 0.5 }), [1, 2, 7])).toEqual([8, 4, 1]);
  });

  it('cosine, then constant', () => {
    const schedule = cosineSchedule(1, { epochs: 4, minimum: 0.2 });
    expect(at(schedule, [0, 1, 2, 4, 9])).toEqual(close([1, 0.6 + 0.4 * Math.SQRT1_2, 0.6, 0.2, 0.2]));
    expect(cosineSchedule(1, { epochs: 4 })(4)).toBeCloseTo(0);
  });

  it('cosine with warm restarts', () => {
    const schedule = cosineWarmRestarts(1, { period: 2, multiplier: 3 });
    expect(at(schedule, [0, 1, 2, 5, 8])).toEqual(close([1, 0.5, 1, 0.5, 1]));
    expect(schedule(8 - 1e-9)).toBeCloseTo(0);
    expect(at(cosineWarmRestarts(1, { period: 2, minimum: 0.5 }), [1, 101])).toEqual(close([0.75, 0.75]));
  });

  it('warm-up before any other', () => {
    const schedule = warmUp(stepSchedule(1, { every: 4, gamma: 0.5 }), { epochs: 2, from: 0.2 });
    expect(at(schedule, [0, 1, 2, 4])).toEqual(close([0.2, 0.6, 1, 0.5]));
    expect(warmUp(constantSchedule(1), { epochs: 2 })(0)).toBe(0);
  });

  it('refuse spans that are not positive, and shrinking periods', () => {
    expect(() => stepSchedule(1, { every: 0 })).toThrow(
      new EngineError('schedule: every must be positive, received 0'),
    );
    expect(() => cosineSchedule(1, { epochs: -1 })).toThrow('schedule: epochs must be positive, received -1');
    expect(() => cosineWarmRestarts(1, { period: Number.NaN })).toThrow(
      'schedule: period must be positive, received NaN',
    );
    expect(() => cosineWarmRestarts(1, { period: 1, multiplier: 0.5 })).toThrow(
      'schedule: multiplier must be at least 1, received 0.5',
    );
    expect(() => warmUp(constantSchedule(1), { epochs: 0 })).toThrow(EngineError);
  });
});
