/** Runs asynchronous jobs one after another, in the order of the calls; a job that fails does not stop the next. */
export type Serial = <T>(job: () => Promise<T>) => Promise<T>;

/** A queue of its own: jobs given to one `Serial` never overlap. */
export function serial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (job) => {
    const result = last.then(job);
    last = result.catch(() => undefined);
    return result;
  };
}
