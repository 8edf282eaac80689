import { expect, it } from 'vitest';
import { stableUuid } from './stable-uuid.js';

it('is the same for the same text, and of its own for every other', () => {
  expect(stableUuid('a.tif\ncell 0 1 2')).toBe(stableUuid('a.tif\ncell 0 1 2'));
  const ids = Array.from({ length: 20_000 }, (_, i) => stableUuid(`a.tif\ncell ${i} ${i / 7} 2`));
  expect(new Set(ids).size).toBe(ids.length);
  const form = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
  expect(
    ['', 'a', 'ä', ...ids.slice(0, 100).map(String)].map(stableUuid).filter((id) => !form.test(id)),
  ).toEqual([]);
});

it('depends on every bit: digits are evenly spread', () => {
  const tally = new Map<string, number>();
  for (let i = 0; i < 4000; i++) {
    for (const digit of stableUuid(String(i)).slice(20)) tally.set(digit, (tally.get(digit) ?? 0) + 1);
  }
  tally.delete('-');
  expect(tally.size).toBe(16);
  const expected = (4000 * 15) / 16;
  for (const count of tally.values()) expect(Math.abs(count - expected)).toBeLessThan(expected / 5);
});
