import { describe, expect, it } from 'vitest';
import { scaleOf } from './scale.js';

describe('scaleOf', () => {
  it('is logarithmic where values differ much, with room at both ends', () => {
    const { type, domain, position } = scaleOf([1, 100], { foldOfLog: 4, room: 0.1 });
    expect(type).toBe('log');
    expect(domain[0]).toBeCloseTo(100 ** -0.1, 10);
    expect(position(10)).toBeCloseTo(0.5, 10);
    expect(position(domain[1])).toBeCloseTo(1, 10);
  });

  it('is linear else, from zero if it is to be', () => {
    const options = { foldOfLog: 8, room: 0.1 };
    expect(scaleOf([2, 4], { ...options, fromZero: true }).domain).toEqual([0, 4.4]);
    expect(scaleOf([2, 4], options).domain).toEqual([1.8, 4.2]);
    expect(scaleOf([-1, 4], { ...options, fromZero: true }).domain).toEqual([-1.5, 4.5]);
  });

  it('has some length for one value, and for none', () => {
    for (const values of [[3], [0], []]) {
      const { domain, position } = scaleOf(values, { foldOfLog: 4, room: 0.1 });
      expect(domain[1]).toBeGreaterThan(domain[0]);
      expect(position(domain[0])).toBe(0);
    }
  });
});
