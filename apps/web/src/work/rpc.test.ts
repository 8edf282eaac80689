import { describe, expect, it } from 'vitest';
import { answer, callsTo, type FromWorker, Handover, type Port, type ToWorker } from './rpc.js';

interface Sums {
  readonly add: { readonly args: readonly number[]; readonly event: number; readonly result: number };
  readonly wait: { readonly args: undefined; readonly event: never; readonly result: undefined };
  readonly bytes: { readonly args: number; readonly event: never; readonly result: Uint8Array };
}

/** The two ends of a channel, as a page and its worker have them. */
function connected() {
  const { port1, port2 } = new MessageChannel();
  answer<Sums>(port2 as unknown as Port<ToWorker, FromWorker>, {
    add: async (numbers, { emit }) => {
      let sum = 0;
      for (const each of numbers) {
        if (!Number.isFinite(each)) throw new RangeError(`${each} is no number`);
        sum += each;
        emit(sum);
      }
      return sum;
    },
    wait: (_, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('told to stop')))),
    bytes: async (length) => {
      const made = new Uint8Array(length).fill(7);
      return new Handover(made, [made.buffer]);
    },
  });
  return callsTo<Sums>(port1 as unknown as Port<FromWorker, ToWorker>);
}

describe('calls to a worker', () => {
  it('give back results, each to who asked, and tell what happens meanwhile', async () => {
    const call = connected();
    const seen: number[] = [];
    const [first, second] = await Promise.all([
      call('add', [1, 2, 3], { onEvent: (sum) => seen.push(sum) }),
      call('add', [10]),
    ]);
    expect([first, second, seen]).toEqual([6, 10, [1, 3, 6]]);
    expect(await call('bytes', 3)).toEqual(Uint8Array.of(7, 7, 7));
  });

  it('reject with the name and the message of what was thrown', async () => {
    const call = connected();
    await expect(call('add', [Number.NaN])).rejects.toMatchObject({
      name: 'RangeError',
      message: 'NaN is no number',
    });
  });

  it('stop when told to, and reject with the reason of whoever stopped them', async () => {
    const call = connected();
    const ending = new AbortController();
    const waiting = call('wait', undefined, { signal: ending.signal });
    ending.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(call('wait', undefined, { signal: ending.signal })).rejects.toThrow('enough');
  });
});
