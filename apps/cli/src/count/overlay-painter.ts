import { Worker } from 'node:worker_threads';
import type { OverlayJob } from './draw-count.js';

/** What came of an overlay: how many times smaller than the picture it is, or why there is none. */
export type Painted = { readonly reduction: number } | { readonly reason: string };

/** Draws overlays in a thread of its own, so that the pictures after them do not wait. */
export interface OverlayPainter {
  /** Resolves when the file is written or could not be; it never rejects. */
  paint(job: OverlayJob): Promise<Painted>;
  close(): Promise<void>;
}

/** Opens a painter; its thread starts with the first job. */
export function openOverlayPainter(): OverlayPainter {
  const waiting = new Map<number, (painted: Painted) => void>();
  let worker: Worker | undefined;
  let next = 0;
  const start = (): Worker => {
    // A library that decodes TIFF takes data of this kind for granted in a thread, and finds out that it has none there.
    const thread = new Worker(new URL('./overlay-thread.js', import.meta.url), { workerData: {} });
    thread.on('message', ({ id, painted }: { readonly id: number; readonly painted: Painted }) => {
      waiting.get(id)?.(painted);
      waiting.delete(id);
    });
    // A thread that ends before its work is done must not leave anyone waiting.
    thread.on('error', (error) => giveUp(error.message));
    thread.on('exit', () => giveUp('the drawing thread ended'));
    return thread;
  };
  const giveUp = (reason: string): void => {
    for (const resolve of waiting.values()) resolve({ reason });
    waiting.clear();
    worker = undefined;
  };
  return {
    paint: (job) =>
      new Promise((resolve) => {
        worker ??= start();
        const id = next++;
        waiting.set(id, resolve);
        worker.postMessage({ id, job }, job.heat ? [job.heat.data.buffer as ArrayBuffer] : []);
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
