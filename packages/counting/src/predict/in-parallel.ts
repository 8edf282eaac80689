/** What a piece of work is given beside its item and its worker. */
export interface Lane<Result> {
  /** Aborted when nobody waits for the work any more. */
  readonly signal: AbortSignal;
  /**
   * Yields something before the work has ended. Resolves when it has been dealt with, or nobody waits for it any more: who
   * emits much waits, so that it does not pile up.
   */
  emit(result: Result): Promise<void>;
}

/** What came of a piece of work, or something that it emitted. */
type Arrival<Worker, Result> =
  | { readonly result: Result; dealtWith(): void }
  | { readonly worker: Worker; readonly result: Result }
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
    const lane: Lane<Result> = {
      signal: ended.signal,
      emit: async (result) => {
        if (ended.signal.aborted) return;
        await new Promise<void>((dealtWith) => arrive({ result, dealtWith }));
      },
    };
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
      const emitted = 'dealtWith' in arrival;
      if (!emitted) running.delete(arrival.worker);
      if ('error' in arrival) throw arrival.error;
      try {
        signal?.throwIfAborted();
        if (!emitted && next < items.length) start(arrival.worker);
        yield arrival.result;
      } finally {
        if (emitted) arrival.dealtWith();
      }
    }
  } finally {
    signal?.removeEventListener('abort', end);
    ended.abort(signal?.reason);
    for (const arrival of arrived) if ('dealtWith' in arrival) arrival.dealtWith();
    await Promise.all(running.values());
  }
}
