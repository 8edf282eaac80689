import { describe, expect, it } from 'vitest';
import { ImagingError } from './errors.js';
import { createRandom, type RandomState, restoreRandom } from './random.js';

const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe('createRandom', () => {
  it('follows xoshiro128** from a given state', () => {
    // By hand from the published algorithm: rotl(s1 * 5, 7) * 9.
    expect(draw(3, restoreRandom([1, 2, 3, 4]).bits)).toEqual([11520, 0, 5927040]);
  });

  it('keeps its sequence for a seed for ever', () => {
    expect(draw(4, createRandom(1).bits)).toEqual(SEQUENCE_OF_SEED_1);
    expect(draw(4, createRandom(2 ** 32 + 1).bits)).not.toEqual(SEQUENCE_OF_SEED_1);
  });

  it('continues exactly from a saved state, also through JSON', () => {
    const random = createRandom(42);
    for (let i = 0; i < 10; i++) random.normal();
    const saved: RandomState = JSON.parse(JSON.stringify(random.state()));
    const expected = [random.uniform(), random.normal(), random.integer(1000), random.uniform()];
    const resumed = restoreRandom(saved);
    expect([resumed.uniform(), resumed.normal(), resumed.integer(1000), resumed.uniform()]).toEqual(expected);
  });

  it('gives uniform numbers of the right mean, variance and range', () => {
    const values = draw(50_000, createRandom(7).uniform);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
    expect(values.every((v) => v >= 0 && v < 1)).toBe(true);
  });

  it('gives normal numbers of the right first four moments', () => {
    const values = draw(100_000, createRandom(8).normal);
    const moment = (k: number) => values.reduce((sum, v) => sum + v ** k, 0) / values.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.02);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(3))).toBeLessThan(0.06);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
  });

  it('draws integers evenly', () => {
    const random = createRandom(9);
    const seen = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) seen[random.integer(6)]!++;
    for (const count of seen) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    expect(random.integer(1)).toBe(0);
    expect(random.integer(2 ** 32)).toBeGreaterThanOrEqual(0);
  });

  it('shuffles evenly and in place', () => {
    const random = createRandom(10);
    const first = new Array<number>(4).fill(0);
    for (let i = 0; i < 8000; i++) first[random.shuffle([0, 1, 2, 3])[0]!]!++;
    for (const count of first) expect(Math.abs(count - 2000)).toBeLessThan(200);
    const words = Uint32Array.from({ length: 100 }, (_, i) => i);
    expect(random.shuffle(words)).toBe(words);
    expect(words).not.toEqual(Uint32Array.from({ length: 100 }, (_, i) => i));
    expect([...words].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });

  it('forks independent streams without moving on itself', () => {
    const random = createRandom(11);
    const before = random.state();
    const a = draw(1000, random.fork('a').uniform);
    const b = draw(1000, random.fork('b').uniform);
    expect(random.state()).toEqual(before);
    expect(draw(1000, random.fork('a').uniform)).toEqual(a);
    const correlation = a.reduce((sum, v, i) => sum + (v - 0.5) * (b[i]! - 0.5), 0) / 1000 / (1 / 12);
    expect(Math.abs(correlation)).toBeLessThan(0.1);
    random.bits();
    expect(draw(3, random.fork('a').uniform)).not.toEqual(a.slice(0, 3));
  });

  it('refuses what is no seed, no state and no range', () => {
    expect(() => createRandom(-1)).toThrow(ImagingError);
    expect(() => createRandom(1.5)).toThrow(/1\.5/);
    expect(() => restoreRandom([0, 0, 0, 0])).toThrow(ImagingError);
    expect(() => restoreRandom([1, 2, 3, -4])).toThrow(/-4/);
    expect(() => createRandom(1).integer(0)).toThrow(/but is 0/);
  });
});

const SEQUENCE_OF_SEED_1 = [2442144158, 3238099751, 3819917871, 2104621829];
