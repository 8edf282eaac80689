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
    const rate = createRate(10_000);
    for (let second = 0; second <= 10; second++) rate.add(second * 100, second * 1000);
    for (let second = 11; second <= 20; second++) rate.add(1000 + (second - 10), second * 1000);
    expect(rate.perSecond()).toBe(1);
  });

  it('remembers at least half of the time, so that a pause does not look like the speed of the rest', () => {
    const rate = createRate(30_000);
    for (let second = 0; second <= 200; second++) rate.add(second, second * 1000);
    for (let second = 1; second <= 5; second++) rate.add(200 + second, (250 + second) * 1000);
    expect(rate.perSecond()).toBeGreaterThan(0.55);
    expect(rate.perSecond()).toBeLessThan(0.7);
  });

  it('is as exact with many observations as with few', () => {
    const rate = createRate(1000);
    for (let i = 0; i <= 100_000; i++) rate.add(i, i / 10);
    expect(rate.perSecond()).toBeCloseTo(10_000, 6);
  });

  it('keeps two observations however far apart they are', () => {
    const rate = createRate(1000);
    rate.add(0, 0);
    rate.add(1, 60_000);
    rate.add(2, 120_000);
    expect(rate.perSecond()).toBeCloseTo(1 / 60, 12);
  });
});
