import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { inParallel, type Lane } from './in-parallel.js';

const items = Array.from({ length: 9 }, (_, i) => i);

async function gather<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const each of stream) found.push(each);
  return found;
}

describe('inParallel', () => {
  it('yields every result once, as they come', async () => {
    const slowFirst = async (item: number): Promise<number> => {
      await pause(item === 0 ? 40 : 1);
      return item;
    };
    const found = await gather(inParallel(items, ['a', 'b'], slowFirst));
    expect(found[0]).not.toBe(0);
    expect(found.toSorted()).toEqual(items);
  });

  it('gives each worker one item at a time, and uses all of them', async () => {
    const busy = new Set<string>();
    const used = new Set<string>();
    let most = 0;
    const work = async (_: number, worker: string): Promise<boolean> => {
      const free = !busy.has(worker);
      busy.add(worker);
      used.add(worker);
      most = Math.max(most, busy.size);
      await pause(2);
      busy.delete(worker);
      return free;
    };
    expect(await gather(inParallel(items, ['a', 'b', 'c'], work))).toEqual(items.map(() => true));
    expect([most, used.size]).toEqual([3, 3]);
  });

  it('does nothing for no items', async () => {
    expect(await gather(inParallel([], ['a'], async () => 1))).toEqual([]);
  });

  it('throws what the work throws, after the work in flight has ended', async () => {
    let ended = 0;
    const work = async (item: number): Promise<number> => {
      if (item === 0) throw new Error('item 0 is broken');
      await pause(20);
      ended++;
      return item;
    };
    await expect(gather(inParallel(items, ['a', 'b'], work))).rejects.toThrow('item 0 is broken');
    expect(ended).toBe(1);
  });

  it('waits for the work in flight when the caller stops early', async () => {
    let [started, ended] = [0, 0];
    const work = async (item: number): Promise<number> => {
      started++;
      await pause(item === 0 ? 1 : 20);
      ended++;
      return item;
    };
    for await (const item of inParallel(items, ['a', 'b'], work)) if (item === 0) break;
    expect(ended).toBe(started);
    expect(started).toBeLessThan(items.length);
  });

  it('yields what work emits before its result', async () => {
    const work = async (item: number, _: string, lane: Lane<string>): Promise<string> => {
      await lane.emit(`${item} begun`);
      await pause(1);
      await lane.emit(`${item} halfway`);
      return `${item} done`;
    };
    const found = await gather(inParallel<number, string, string>([0, 1], ['a'], work));
    expect(found).toEqual(['0 begun', '0 halfway', '0 done', '1 begun', '1 halfway', '1 done']);
  });

  it('lets work that emits wait until it has been dealt with', async () => {
    const order: string[] = [];
    const work = async (item: number, _: string, lane: Lane<string>): Promise<string> => {
      for (const part of [1, 2, 3]) {
        await lane.emit(`part ${part}`);
        order.push(`past part ${part}`);
      }
      return `item ${item}`;
    };
    for await (const result of inParallel<number, string, string>([0], ['a'], work)) {
      await pause(2);
      order.push(`had ${result}`);
    }
    const parts = [1, 2, 3].flatMap((part) => [`had part ${part}`, `past part ${part}`]);
    expect(order).toEqual([...parts, 'had item 0']);
  });

  it('leaves nobody waiting who emits when the caller stops early, or the work of another fails', async () => {
    let past = 0;
    const work = async (item: number, _: string, lane: Lane<number>): Promise<number> => {
      if (item === 9) throw new Error('item 9 is broken');
      await lane.emit(item);
      await lane.emit(item);
      past++;
      return item;
    };
    for await (const _ of inParallel([0, 1, 2], ['a', 'b', 'c'], work)) break;
    expect(past).toBe(3);
    await expect(gather(inParallel([0, 9], ['a', 'b'], work))).rejects.toThrow('item 9 is broken');
    expect(past).toBe(4);
  });

  it('tells the work in flight when the caller stops early, and why when it is told to stop', async () => {
    const reasons: unknown[] = [];
    const work = async (item: number, _: string, { signal }: Lane<number>): Promise<number> => {
      if (item === 0) return item;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      reasons.push(signal.reason);
      return item;
    };
    for await (const item of inParallel(items, ['a', 'b'], work)) if (item === 0) break;
    expect(reasons).toHaveLength(2);
    const abort = new AbortController();
    const enough = new Error('enough');
    setTimeout(() => abort.abort(enough), 5);
    await expect(gather(inParallel(items, ['a', 'b'], work, abort.signal))).rejects.toBe(enough);
    expect(reasons.slice(2)).toEqual([enough, enough]);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const work = async (item: number): Promise<number> => {
      if (item === 3) abort.abort(new Error('enough'));
      return item;
    };
    await expect(gather(inParallel(items, ['a'], work, abort.signal))).rejects.toThrow('enough');
  });
});

describe('a failure while the caller is busy', () => {
  const unheard: unknown[] = [];
  const listen = (reason: unknown): void => {
    unheard.push(reason);
  };
  afterEach(() => {
    process.off('unhandledRejection', listen);
  });

  it('is thrown at the next step, and never unhandled', async () => {
    process.on('unhandledRejection', listen);
    const work = async (item: number): Promise<number> => {
      if (item === 1) throw new Error('item 1 is broken');
      return item;
    };
    const stream = inParallel(items, ['a'], work);
    expect((await stream.next()).value).toBe(0);
    await pause(10);
    await expect(stream.next()).rejects.toThrow('item 1 is broken');
    expect(unheard).toEqual([]);
  });
});
