/**
 * Runs `work` over items with one lane per worker, and yields results as they come. An error that `work` throws ends
 * the stream after the items in flight; whoever wants to go on catches it inside `work`.
 */
export async function* inParallel<Item, Worker, Result>(
  items: readonly Item[],
  workers: readonly Worker[],
  work: (item: Item, worker: Worker) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result> {
  let next = 0;
  const running = new Map<Worker, Promise<{ worker: Worker; result: Result }>>();
  const start = (worker: Worker): void => {
    const item = items[next++] as Item;
    const outcome = work(item, worker).then((result) => ({ worker, result }));
    // While the caller is busy with a result, nobody listens yet: the race reports the failure later.
    outcome.catch(() => {});
    running.set(worker, outcome);
  };
  try {
    for (const worker of workers) if (next < items.length) start(worker);
    while (running.size > 0) {
      const { worker, result } = await Promise.race(running.values());
      running.delete(worker);
      signal?.throwIfAborted();
      if (next < items.length) start(worker);
      yield result;
    }
  } finally {
    await Promise.allSettled(running.values());
  }
}
