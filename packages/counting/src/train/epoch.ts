import { floatData, type Tensor } from '@celltally/engine';
import type { Random } from '@celltally/imaging';
import { DivergedError } from '../errors.js';
import type { EpochRecord, TaskEvent } from '../events.js';
import { drawMasks, epochOrder, makeBatch } from './batches.js';
import { scheduleOf } from './recipe.js';
import type { Session } from './session.js';

/** Where in a run an epoch stands, counted from 0. */
export interface EpochStart {
  readonly epoch: number;
  /** Steps finished before. */
  readonly step: number;
}

/** What an epoch came to. */
export interface EpochOutcome extends Pick<EpochRecord, 'loss' | 'learningRate' | 'imagesPerSecond'> {
  readonly steps: number;
}

/**
 * Runs the steps of one epoch and yields each.
 * @throws DivergedError when the loss is no number
 */
export async function* runEpoch(
  session: Session,
  random: Random,
  { epoch, step: before }: EpochStart,
): AsyncGenerator<TaskEvent, EpochOutcome> {
  const { batches, program, request, trained } = session;
  const { config, signal } = request;
  const schedule = scheduleOf(config);
  const order = epochOrder(session.examples.length, batches, random);
  const steps = order.length / batches.batch;
  const start = performance.now();
  const pace = (done: number): { imagesPerSecond: number; secondsLeft: number } => {
    const seconds = (performance.now() - start) / 1000;
    const left = (config.epochs - epoch) * steps - done;
    return { imagesPerSecond: (done * batches.batch) / seconds, secondsLeft: (left * seconds) / done };
  };
  let total = 0;
  let learningRate = 0;
  let feeds = prepareStep(session, random, order, 0);
  for (let index = 0; index < steps; index++) {
    signal?.throwIfAborted();
    learningRate = schedule(epoch + index / steps);
    const running = program.run({ ...feeds, ...trained.step.scalars(before + index + 1, learningRate) });
    // The device works in a thread of its own: the next batch is made meanwhile.
    if (index + 1 < steps) feeds = prepareStep(session, random, order, index + 1);
    const loss = floatData((await running).loss as Tensor)[0] as number;
    if (!Number.isFinite(loss)) throw divergence(`the loss became ${loss}`, epoch + 1, config);
    total += loss;
    yield { type: 'step', epoch: epoch + 1, step: index + 1, steps, loss, ...pace(index + 1) };
  }
  return { loss: total / steps, learningRate, imagesPerSecond: pace(steps).imagesPerSecond, steps };
}

function prepareStep(
  { examples, batches, trained }: Session,
  random: Random,
  order: readonly number[],
  index: number,
): Record<string, Tensor> {
  const chosen = order.slice(index * batches.batch, (index + 1) * batches.batch);
  const pictures = chosen.map((at) => examples[at] as Session['examples'][number]);
  return { ...makeBatch(pictures, batches, random), ...drawMasks(trained.network.masks, random) };
}

/** The error of a training that left the numbers. */
export const divergence = (
  what: string,
  epoch: number,
  { learningRate }: { readonly learningRate: number },
): DivergedError =>
  new DivergedError(
    `${what} in epoch ${epoch}: lower --learning-rate (now ${learningRate}) or set --clip; the last checkpoint is whole`,
  );
