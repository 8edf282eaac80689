import { describe, expect, it } from 'vitest';
import { createBlockCache } from './block-cache.js';

/** A cache whose blocks take ten bytes each, and a log of what was decoded. */
function logged(budget: number) {
  const cache = createBlockCache(budget);
  const decoded: string[] = [];
  const read = async (...keys: string[]): Promise<void> => {
    const reading = cache.begin();
    for (const key of keys) {
      await reading.take(key, 10, async () => {
        decoded.push(key);
        return new Uint8Array(10);
      });
    }
    reading.end();
  };
  return { cache, decoded, read };
}

describe('createBlockCache', () => {
  it('decodes a block once as long as it is kept, and forgets the one that was used longest ago', async () => {
    const { decoded, read } = logged(30);
    await read('a');
    await read('b', 'c');
    await read('a');
    await read('d');
    await read('a', 'c', 'b');
    expect(decoded.join('')).toBe('abcdb');
  });

  it('keeps what the last reading touched, even beyond the budget', async () => {
    const { decoded, read } = logged(10);
    await read('a', 'b', 'c');
    await read('c', 'b', 'a');
    await read('d');
    await read('a');
    expect(decoded.join('')).toBe('abcda');
  });

  it('decodes once what two readings want at the same time', async () => {
    const { decoded, read } = logged(100);
    await Promise.all([read('a', 'b'), read('a', 'b')]);
    expect(decoded.join('')).toBe('ab');
  });

  it('tries a block again that could not be decoded', async () => {
    const { cache } = logged(100);
    const reading = cache.begin();
    await expect(reading.take('a', 10, () => Promise.reject(new Error('damaged')))).rejects.toThrow(
      'damaged',
    );
    const block = new Uint8Array(1);
    expect(await reading.take('a', 10, async () => block)).toBe(block);
    reading.end();
  });
});
