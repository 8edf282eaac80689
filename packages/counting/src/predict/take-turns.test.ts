import { describe, expect, it } from 'vitest';
import { takeTurns } from './take-turns.js';

describe('takeTurns', () => {
  it('gives each worker one piece of work at a time, in the order of asking, and uses all of them', async () => {
    const use = takeTurns(['a', 'b']);
    const busy = new Set<string>();
    const begun: number[] = [];
    let finishFirst = (): void => {};
    const first = new Promise<void>((resolve) => {
      finishFirst = resolve;
    });
    const work = (item: number) =>
      use(async (worker) => {
        expect(busy.has(worker)).toBe(false);
        busy.add(worker);
        begun.push(item);
        // The first one lasts until all others are done.
        await (item === 0 ? first : Promise.resolve());
        busy.delete(worker);
        return worker;
      });
    const long = work(0);
    const others = await Promise.all([1, 2, 3, 4].map(work));
    finishFirst();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect([await long, ...others]).toEqual(['a', 'b', 'b', 'b', 'b']);
  });

  it('frees the worker of work that fails', async () => {
    const use = takeTurns(['a']);
    await expect(use(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await use(async (worker) => worker)).toBe('a');
  });
});
