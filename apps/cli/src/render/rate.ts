/** Speed of work in progress, over its recent past. */
export interface Rate {
  /** Notes that `done` units are finished at `time` (milliseconds, any origin). */
  add(done: number, time: number): void;
  /** Units per second, or `undefined` before anything was finished. */
  perSecond(): number | undefined;
}

/** Observations closer together than this share of the memory are one: few are kept, however many there are. */
const GRAIN = 1 / 256;

/**
 * Measures speed over the last `memory` milliseconds, and at least over the later half of the work so far: long enough to
 * be calm and to hold pauses that recur, as validations of a training do; short enough to follow a change from small
 * images to large ones. Within it at least two observations are kept, however old.
 */
export function createRate(memory = 30_000): Rate {
  const past: { readonly done: number; readonly time: number }[] = [];
  let start: number | undefined;
  return {
    add(done, time) {
      start ??= time;
      const span = Math.max(memory, (time - start) / 2);
      const [before, last] = past.slice(-2);
      if (before && last && last.time - before.time < GRAIN * span) past.pop();
      past.push({ done, time });
      while (past.length > 2 && past[1]!.time <= time - span) past.shift();
    },
    perSecond() {
      const first = past[0];
      const last = past.at(-1);
      if (!first || !last || last.time <= first.time || last.done <= first.done) return undefined;
      return ((last.done - first.done) / (last.time - first.time)) * 1000;
    },
  };
}
