import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchmarkResults, CellName, TaskEvent } from '@celltally/counting';
import type { Io } from '../io.js';
import { noticeLine } from '../notice.js';
import { formatDuration } from '../render/durations.js';
import { formatFigure, formatPercent } from '../render/numbers.js';
import { type Progress, startProgress } from '../render/progress.js';
import { curveOf } from '../train/curve-of.js';
import { secondsLeft } from './seconds-left.js';

type Cell = Extract<TaskEvent, { type: 'cell' }>;
type CellEnded = Extract<TaskEvent, { type: 'cellEnded' }>;
type Trained = Extract<TaskEvent, { type: 'trained' }>;

export interface FollowOptions {
  /** The benchmark's folder. */
  readonly folder: string;
  /** Called when a cell has ended, before the next one begins. */
  onEnd(cell: CellEnded): Promise<void>;
}

/** Follows a benchmark to its end: a line for each cell, and a status line with its training and the time left for all. */
export async function followBenchmark(
  events: AsyncGenerator<TaskEvent, BenchmarkResults>,
  { folder, onEnd }: FollowOptions,
  io: Io,
): Promise<BenchmarkResults> {
  let progress: Progress | undefined;
  let cell: Cell | undefined;
  let stages: readonly string[] = [];
  let [epochs, steps, minutes, begun, error, tested] = [0, 0, 0, 0, '', 0];
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      const event = next.value;
      switch (event.type) {
        case 'notice':
          tell(
            noticeLine(
              io,
              event.level,
              `${cell === undefined ? '' : `${nameOf(cell.cell)}: `}${event.message}`,
            ),
          );
          break;
        case 'benchmark':
          tell(`${event.cells} trainings are planned, ${event.finished} are finished`);
          break;
        case 'cell':
          [cell, begun, error] = [event, performance.now(), ''];
          tell(`${event.number}/${event.cells} ${nameOf(event.cell)}`);
          break;
        case 'training':
          ({ epochs, steps, stages, minutes } = event);
          show(stages.length === 1 ? 'training' : event.stage, 'steps', {
            total: epochs * steps,
            done: event.fromEpoch * steps,
          });
          break;
        case 'step': {
          const left = cell && secondsLeft(cell, event.secondsLeft, (performance.now() - begun) / 1000);
          progress?.update(
            (event.epoch - 1) * steps + event.step,
            [
              `epoch ${event.epoch}/${epochs}`,
              `loss ${event.loss.toPrecision(3)}`,
              ...(error === '' ? [] : [`val MAE ${error}`]),
              ...(left === undefined ? [] : [`${formatDuration(left)} for all`]),
            ].join('  '),
            minutes > 0 ? event.secondsLeft : undefined,
          );
          break;
        }
        case 'epoch':
          if (event.record.validation !== undefined) error = formatFigure(event.record.validation.mae);
          break;
        case 'choosing':
          if (event.done === 0) show('choosing', 'steps', { total: event.total, done: 0 });
          progress?.update(event.done);
          break;
        case 'trained':
          if (cell !== undefined) await writeCurve(join(folder, cell.cell.folder), event, stages);
          break;
        case 'started':
          tested = 0;
          show('testing', 'images', { total: event.total, done: 0 });
          break;
        case 'failed':
          tell(noticeLine(io, 'warning', `${event.image}: ${event.reason}`));
          progress?.update(++tested);
          break;
        case 'evaluated':
          progress?.update(++tested);
          break;
        case 'cellEnded':
          hide();
          tell(endLine(event, (performance.now() - begun) / 1000, io));
          cell = undefined;
          await onEnd(event);
          break;
        default:
          break;
      }
    }
    return next.value;
  } finally {
    hide();
  }

  function show(
    label: string,
    unit: string,
    counts: { readonly total: number; readonly done: number },
  ): void {
    hide();
    const place = cell === undefined ? '' : `${cell.number}/${cell.cells} `;
    progress = startProgress({
      label: `${place}${label}`,
      unit,
      ...counts,
      stream: io.stderr,
      environment: io.env,
    });
  }

  function hide(): void {
    progress?.finish('clear');
    progress = undefined;
  }

  function tell(line: string): void {
    if (progress === undefined) io.stderr.write(`${line}\n`);
    else progress.log(line);
  }
}

/** `lite-unet on vgg-cells, seed 2`. */
export const nameOf = ({ label, data, seed }: CellName): string => `${label} on ${data}, seed ${seed}`;

function endLine({ outcome, summary, reason, cell }: CellEnded, seconds: number, io: Io): string {
  if (outcome === 'failed') return noticeLine(io, 'warning', `${nameOf(cell)} failed: ${reason}`);
  if (outcome === 'left' || summary === undefined)
    return `  left after ${formatDuration(seconds)}: the budget is spent`;
  const widest = summary.localization.at(-1);
  return [
    `  MAE ${formatFigure(summary.mae)}`,
    `RMSE ${formatFigure(summary.rmse)}`,
    ...(widest === undefined ? [] : [`F1@${widest.radius} ${formatPercent(widest.f1)}`]),
    `after ${formatDuration(seconds)}`,
  ].join('  ');
}

/** The curve of a stage, where `celltally train` puts it. */
async function writeCurve(
  folder: string,
  { stage, records, bestEpoch }: Trained,
  stages: readonly string[],
): Promise<void> {
  const place = stage === stages.at(-1) ? folder : join(folder, stage);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'training.svg'), await curveOf({ records, bestEpoch }));
}
