import { parentPort } from 'node:worker_threads';
import { drawCount, type OverlayJob } from './draw-count.js';

/** The other end of `openOverlayPainter`: draws one overlay after the other. */
let last = Promise.resolve();

parentPort?.on('message', ({ id, job }: { readonly id: number; readonly job: OverlayJob }) => {
  last = last
    .then(() => drawCount(job))
    .then(
      () => parentPort?.postMessage({ id }),
      (error: unknown) =>
        parentPort?.postMessage({ id, reason: error instanceof Error ? error.message : String(error) }),
    );
});
