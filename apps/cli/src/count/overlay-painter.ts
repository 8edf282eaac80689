import { Worker } from 'node:worker_threads';
import type { OverlayJob } from './draw-count.js';

/** Draws overlays in a thread of its own, so that the pictures after them do not wait. */
export interface OverlayPainter {
  /** Resolves when the file is written, to the reason where it could not be. */
  paint(job: OverlayJob): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Opens a painter; its thread starts with the first job. */
export function openOverlayPainter(): OverlayPainter {
  const waiting = new Map<number, (reason: string | undefined) => void>();
  let worker: Worker | undefined;
  let next = 0;
  const start = (): Worker => {
    const thread = new Worker(new URL('./overlay-thread.js', import.meta.url));
    thread.on('message', ({ id, reason }: { readonly id: number; readonly reason?: string }) => {
      waiting.get(id)?.(reason);
      waiting.delete(id);
    });
    // A thread that ends before its work is done must not leave anyone waiting.
    thread.on('error', (error) => giveUp(error.message));
    thread.on('exit', () => giveUp('the drawing thread ended'));
    return thread;
  };
  const giveUp = (reason: string): void => {
    for (const resolve of waiting.values()) resolve(reason);
    waiting.clear();
    worker = undefined;
  };
  return {
    paint: (job) =>
      new Promise((resolve) => {
        worker ??= start();
        const id = next++;
        waiting.set(id, resolve);
        worker.postMessage({ id, job });
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
