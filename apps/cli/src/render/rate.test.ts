import { describe, expect, it } from 'vitest';
import { createRate } from './rate.js';

describe('createRate', () => {
  it('is unknown until something was finished', () => {
    const rate = createRate();
    expect(rate.perSecond()).toBeUndefined();
    rate.add(0, 0);
    expect(rate.perSecond()).toBeUndefined();
    rate.add(0, 500);
    expect(rate.perSecond()).toBeUndefined();
  });

  it('starts from the first observation, so resumed work does not count as done now', () => {
    const rate = createRate();
    rate.add(900, 0);
    rate.add(910, 2000);
    expect(rate.perSecond()).toBe(5);
  });

  it('forgets what is older than its memory', () => {
    const rate = createRate(1000);
    for (let second = 0; second <= 10; second++) rate.add(second * 100, second * 1000);
    for (let second = 11; second <= 15; second++) rate.add(1000 + (second - 10), second * 1000);
    expect(rate.perSecond()).toBe(1);
  });

  it('keeps two observations however far apart they are', () => {
    const rate = createRate(1000);
    rate.add(0, 0);
    rate.add(1, 60_000);
    rate.add(2, 120_000);
    expect(rate.perSecond()).toBeCloseTo(1 / 60, 12);
  });
});
