import { describe, expect, it } from 'vitest';
import { formatDuration } from './durations.js';

describe('formatDuration', () => {
  it.each([
    [0, '0.00 s'],
    [0.418, '0.42 s'],
    [0.999, '1.0 s'],
    [8.14, '8.1 s'],
    [9.97, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [185, '3 min 05 s'],
    [3599.7, '1 h 00 min'],
    [8040, '2 h 14 min'],
    [86_399, '1 d 00 h'],
    [273_600, '3 d 04 h'],
  ])('writes %d s as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])('writes %d as a dash', (seconds) => {
    expect(formatDuration(seconds)).toBe('–');
  });
});
