import type { Evaluation, FoundCell, TaskEvent } from '@celltally/counting';
import type { Io } from '../io.js';
import { noticeLine } from '../notice.js';
import { formatFigure } from '../render/numbers.js';
import { startProgress } from '../render/progress.js';

/** An evaluation with the cells that were found, by image. */
export interface FollowedEvaluation {
  readonly evaluation: Evaluation;
  readonly found: ReadonlyMap<string, readonly FoundCell[]>;
}

/** Follows an evaluation to its end, with progress and the mean error so far. */
export async function followEvaluation(
  events: AsyncGenerator<TaskEvent, Evaluation>,
  images: number,
  io: Io,
): Promise<FollowedEvaluation> {
  const progress = startProgress({
    label: 'evaluating',
    total: images,
    stream: io.stderr,
    environment: io.env,
  });
  const found = new Map<string, readonly FoundCell[]>();
  let done = 0;
  let absolute = 0;
  try {
    let step = await events.next();
    for (; !step.done; step = await events.next()) {
      const event = step.value;
      if (event.type === 'notice') progress.log(noticeLine(io, event.level, event.message));
      else if (event.type === 'failed') {
        progress.log(noticeLine(io, 'warning', `${event.image}: ${event.reason}`));
        progress.update(++done);
      } else if (event.type === 'evaluated') {
        found.set(event.result.image, event.points);
        absolute += Math.abs(event.result.error);
        progress.update(++done, `MAE ${formatFigure(absolute / found.size)}`);
      }
    }
    return { evaluation: step.value, found };
  } finally {
    progress.finish('clear');
  }
}
