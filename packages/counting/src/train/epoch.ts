import type { Random } from '@celltally/imaging';
import type { StageConfig } from '../config/train-options.js';
import { DivergedError } from '../errors.js';
import type { EpochRecord, TaskEvent } from '../events.js';
import { epochOrder, makeBatch } from './batches.js';
import { scheduleOf } from './recipe.js';
import type { Session } from './session.js';
import { type Feeds, feedsOf, runStep } from './trainer.js';

/** Where in a stage an epoch stands, counted from 0. */
export interface EpochStart {
  readonly epoch: number;
  /** Steps finished before. */
  readonly step: number;
  /** Seconds that the stage has taken before. */
  readonly seconds: number;
}

/** What an epoch came to. */
export interface EpochOutcome
  extends Pick<EpochRecord, 'loss' | 'figures' | 'learningRate' | 'imagesPerSecond'> {
  readonly steps: number;
}

/**
 * Runs the steps of one epoch and yields each.
 * @throws DivergedError when the loss is no number
 */
export async function* runEpoch(
  session: Session,
  random: Random,
  { epoch, step: before, seconds: spent }: EpochStart,
): AsyncGenerator<TaskEvent, EpochOutcome> {
  const { batches, trainer, signal, plan } = session;
  const { config, stage } = plan;
  const schedule = scheduleOf(config);
  const order = epochOrder(session.shares, batches, random);
  const steps = order.length / batches.batch;
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 1000;
  const timeShare = (): number => (config.minutes > 0 ? (spent + elapsed()) / (60 * config.minutes) : 0);
  const pace = (done: number): { imagesPerSecond: number; secondsLeft: number } => {
    const seconds = elapsed();
    const left = (config.epochs - epoch) * steps - done;
    const untilLimit = config.minutes > 0 ? 60 * config.minutes - spent - seconds : Infinity;
    return {
      imagesPerSecond: (done * batches.batch) / seconds,
      secondsLeft: Math.max(0, Math.min(untilLimit, (left * seconds) / done)),
    };
  };
  const totals = new Map<string, number>();
  let total = 0;
  let learningRate = 0;
  let feeds = prepareStep(session, random, order, 0);
  for (let index = 0; index < steps; index++) {
    signal?.throwIfAborted();
    learningRate = schedule(epoch + index / steps, timeShare());
    const running = runStep(trainer, feeds, { index: before + index + 1, learningRate });
    // The device works in a thread of its own: the next batch is made meanwhile.
    if (index + 1 < steps) feeds = prepareStep(session, random, order, index + 1);
    const { loss, figures } = await running;
    if (!Number.isFinite(loss)) throw divergence(`the loss became ${loss}`, epoch + 1, config);
    total += loss;
    for (const [name, value] of Object.entries(figures)) totals.set(name, (totals.get(name) ?? 0) + value);
    yield {
      type: 'step',
      stage: stage.name,
      epoch: epoch + 1,
      step: index + 1,
      steps,
      loss,
      ...pace(index + 1),
    };
  }
  return {
    loss: total / steps,
    ...(totals.size === 0
      ? {}
      : { figures: Object.fromEntries([...totals].map(([name, sum]) => [name, sum / steps])) }),
    learningRate,
    imagesPerSecond: pace(steps).imagesPerSecond,
    steps,
  };
}

function prepareStep(
  { examples, batches, trainer }: Session,
  random: Random,
  order: readonly number[],
  index: number,
): Feeds {
  const chosen = order.slice(index * batches.batch, (index + 1) * batches.batch);
  const pictures = chosen.map((at) => examples[at] as Session['examples'][number]);
  return feedsOf(trainer, makeBatch(pictures, batches, random), random);
}

/** The error of a training that left the numbers. */
export const divergence = (
  what: string,
  epoch: number,
  { learningRate }: Pick<StageConfig, 'learningRate'>,
): DivergedError =>
  new DivergedError(
    `${what} in epoch ${epoch}: lower --learning-rate (now ${learningRate}) or set --clip; the last checkpoint is whole`,
  );
