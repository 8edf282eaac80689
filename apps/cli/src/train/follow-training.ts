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
  let minutes = 0;
  let stages: readonly string[] = [];
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
          ({ epochs, steps, stages, minutes } = event);
          last = undefined;
          tell(startLine(event));
          progress = startProgress({
            label: `training${placeOf(event)}`,
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
            minutes > 0 ? event.secondsLeft : undefined,
          );
          break;
        }
        case 'epoch':
          if (event.record.validation !== undefined) {
            last = event.record;
            tell(epochLine(event.record, epochs));
          }
          break;
        case 'choosing':
          if (event.done === 0) {
            progress?.finish('clear');
            progress = startProgress({
              label: `choosing how to count${placeOf({ ...event, stages })}`,
              unit: 'steps',
              total: event.total,
              stream: io.stderr,
              environment: io.env,
            });
          }
          progress?.update(event.done);
          break;
        case 'trained':
          progress?.finish('clear');
          progress = undefined;
          tell(
            `${stages.length > 1 ? `${event.stage} ` : ''}ended: ${event.reason}; best epoch ${event.bestEpoch}`,
          );
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

type Training = Extract<TaskEvent, { type: 'training' }>;

/** Which of several stages is trained. */
const placeOf = ({ stage, stages }: Pick<Training, 'stage' | 'stages'>): string =>
  stages.length === 1 ? '' : ` ${stage} (stage ${stages.indexOf(stage) + 1} of ${stages.length})`;

function startLine(event: Training): string {
  const { epochs, steps, fromEpoch, parameters, minutes } = event;
  const from = fromEpoch > 0 ? `, from epoch ${fromEpoch + 1}` : '';
  const limit = minutes > 0 ? `, at most ${formatDuration(60 * minutes)}` : '';
  const size = `${(parameters / 1e6).toFixed(3)} M parameters`;
  const what = event.stages.length === 1 ? 'training' : `training${placeOf(event)}:`;
  return `${what} ${size} for ${epochs} epochs of ${steps} steps${from}${limit}`;
}

/** Time that all sittings of a run took. */
export function trainingTime(records: readonly EpochRecord[]): string {
  return formatDuration(records.at(-1)?.seconds ?? 0);
}
