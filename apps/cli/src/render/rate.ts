/** Speed of work in progress, over its recent past. */
export interface Rate {
  /** Notes that `done` units are finished at `time` (milliseconds, any origin). */
  add(done: number, time: number): void;
  /** Units per second, or `undefined` before anything was finished. */
  perSecond(): number | undefined;
}

/**
 * Measures speed over the last `memory` milliseconds: long enough to be calm, short enough to follow a change from
 * small images to large ones. Within it at least two observations are kept, however old.
 */
export function createRate(memory = 30_000): Rate {
  const past: { readonly done: number; readonly time: number }[] = [];
  return {
    add(done, time) {
      past.push({ done, time });
      while (past.length > 2 && past[1]!.time <= time - memory) past.shift();
    },
    perSecond() {
      const first = past[0];
      const last = past.at(-1);
      if (!first || !last || last.time <= first.time || last.done <= first.done) return undefined;
      return ((last.done - first.done) / (last.time - first.time)) * 1000;
    },
  };
}
