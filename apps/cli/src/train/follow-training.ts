import type { EpochRecord, TaskEvent, TrainedModel } from '@celltally/counting';
import type { Io } from '../io.js';
import { noticeLine } from '../notice.js';
import { formatDuration } from '../render/durations.js';
import { formatFigure } from '../render/numbers.js';
import { type Progress, startProgress } from '../render/progress.js';
import { epochLine } from './epoch-line.js';

/** Follows a training to its end: a status line with speed and time left, and a line for every validated epoch. */
export async function followTraining(
  events: AsyncGenerator<TaskEvent, TrainedModel>,
  io: Io,
): Promise<TrainedModel> {
  let progress: Progress | undefined;
  let steps = 0;
  let epochs = 0;
  let last: EpochRecord | undefined;
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      switch (event.type) {
        case 'notice':
          tell(noticeLine(io, event.level, event.message));
          break;
        case 'training':
          ({ epochs, steps } = event);
          tell(startLine(event));
          progress = startProgress({
            label: 'training',
            unit: 'steps',
            total: epochs * steps,
            done: event.fromEpoch * steps,
            stream: io.stderr,
            environment: io.env,
          });
          break;
        case 'step': {
          const error =
            last?.validation === undefined ? '' : `  val MAE ${formatFigure(last.validation.mae)}`;
          const speed = `${formatFigure(event.imagesPerSecond)} images/s`;
          progress?.update(
            (event.epoch - 1) * steps + event.step,
            `epoch ${event.epoch}/${epochs}  loss ${event.loss.toPrecision(3)}${error}  ${speed}`,
          );
          break;
        }
        case 'epoch':
          if (event.record.validation !== undefined) {
            last = event.record;
            tell(epochLine(event.record, epochs));
          }
          break;
        case 'trained':
          progress?.finish('clear');
          tell(`ended: ${event.reason}; best epoch ${event.bestEpoch}`);
          break;
        default:
          break;
      }
    }
    return next.value;
  } finally {
    progress?.finish('clear');
  }

  function tell(line: string): void {
    if (progress === undefined) io.stderr.write(`${line}\n`);
    else progress.log(line);
  }
}

function startLine({
  epochs,
  steps,
  fromEpoch,
  parameters,
}: Extract<TaskEvent, { type: 'training' }>): string {
  const from = fromEpoch > 0 ? `, from epoch ${fromEpoch + 1}` : '';
  return `training ${(parameters / 1e6).toFixed(3)} M parameters for ${epochs} epochs of ${steps} steps${from}`;
}

/** Time that all sittings of a run took. */
export function trainingTime(records: readonly EpochRecord[]): string {
  return formatDuration(records.at(-1)?.seconds ?? 0);
}
