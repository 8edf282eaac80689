import { parentPort } from 'node:worker_threads';
import { drawCount, type OverlayJob } from './draw-count.js';
import type { Painted } from './overlay-painter.js';

/** The other end of `openOverlayPainter`: draws one overlay after the other. */
let last: Promise<void> = Promise.resolve();

const painted = async (job: OverlayJob): Promise<Painted> => {
  try {
    return { reduction: await drawCount(job) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', ({ id, job }: { readonly id: number; readonly job: OverlayJob }) => {
  last = last.then(async () => parentPort?.postMessage({ id, painted: await painted(job) }));
});
