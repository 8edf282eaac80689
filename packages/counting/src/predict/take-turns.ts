/** Runs work with a worker of its own, and waits in line for one where all are busy. */
export type TakeTurns<Worker> = <Result>(work: (worker: Worker) => Promise<Result>) => Promise<Result>;

/** Shares workers out: first come, first served. */
export function takeTurns<Worker>(workers: readonly Worker[]): TakeTurns<Worker> {
  const free = [...workers].reverse();
  const waiting: ((worker: Worker) => void)[] = [];
  return async (work) => {
    const worker = free.pop() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)));
    try {
      return await work(worker);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(worker);
      else next(worker);
    }
  };
}
