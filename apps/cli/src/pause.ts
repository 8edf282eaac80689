/** Gives timers and signals a turn between two pieces of work that hold the thread. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
