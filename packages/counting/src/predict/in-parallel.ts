/** What a piece of work is given beside its item and its worker. */
export interface Lane<Result> {
  /** Aborted when nobody waits for the work any more. */
  readonly signal: AbortSignal;
  /** Yields something before the work has ended. */
  emit(result: Result): void;
}

/** What came of a piece of work; without `worker`, something that it emitted. */
type Arrival<Worker, Result> =
  | { readonly worker?: Worker; readonly result: Result }
  | { readonly worker: Worker; readonly error: unknown };

/**
 * Runs `work` over items with one lane per worker, and yields results as they come. An error that `work` throws ends
 * the stream after the items in flight; whoever wants to go on catches it inside `work`.
 */
export async function* inParallel<Item, Worker, Result>(
  items: readonly Item[],
  workers: readonly Worker[],
  work: (item: Item, worker: Worker, lane: Lane<Result>) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result> {
  const ended = new AbortController();
  const end = (): void => ended.abort(signal?.reason);
  const arrived: Arrival<Worker, Result>[] = [];
  const running = new Map<Worker, Promise<void>>();
  let wake = (): void => {};
  let next = 0;
  const arrive = (arrival: Arrival<Worker, Result>): void => {
    arrived.push(arrival);
    wake();
  };
  const start = (worker: Worker): void => {
    const item = items[next++] as Item;
    const lane: Lane<Result> = { signal: ended.signal, emit: (result) => arrive({ result }) };
    const outcome = work(item, worker, lane).then(
      (result) => arrive({ worker, result }),
      (error: unknown) => arrive({ worker, error }),
    );
    running.set(worker, outcome);
  };
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  try {
    for (const worker of workers) if (next < items.length) start(worker);
    while (running.size > 0 || arrived.length > 0) {
      const arrival = arrived.shift();
      if (arrival === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (arrival.worker !== undefined) running.delete(arrival.worker);
      if ('error' in arrival) throw arrival.error;
      signal?.throwIfAborted();
      if (arrival.worker !== undefined && next < items.length) start(arrival.worker);
      yield arrival.result;
    }
  } finally {
    signal?.removeEventListener('abort', end);
    ended.abort(signal?.reason);
    await Promise.all(running.values());
  }
}
