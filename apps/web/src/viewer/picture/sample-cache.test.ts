import { describe, expect, it } from 'vitest';
import { createSampleCache } from './sample-cache.js';

describe('sample cache', () => {
  it('gives up what was used longest ago when the budget is spent', () => {
    const cache = createSampleCache(30);
    cache.put('a', new Uint8Array(10));
    cache.put('b', new Uint16Array(5));
    cache.put('c', new Uint8Array(10));
    cache.get('a');
    cache.put('d', new Uint8Array(10));
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(cache.bytes).toBe(30);
  });

  it('counts a plane once that is put again', () => {
    const cache = createSampleCache(30);
    cache.put('a', new Uint8Array(10));
    cache.put('a', new Uint8Array(20));
    expect(cache.bytes).toBe(20);
  });

  it('does not empty itself for a plane that is too large', () => {
    const cache = createSampleCache(30);
    cache.put('a', new Uint8Array(10));
    cache.put('b', new Uint8Array(31));
    expect(cache.get('a')).toBeDefined();
    expect(cache.get('b')).toBeUndefined();
  });
});
