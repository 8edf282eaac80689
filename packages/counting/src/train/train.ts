import { type Device, type DeviceName, openDevice, type Program, type Tensor } from '@celltally/engine';
import { createRandom, type Dataset, type Random, restoreRandom, subset } from '@celltally/imaging';
import { type Architecture, loadArchitecture, type MapTarget } from '@celltally/models';
import { initialVector, parameterCount } from '@celltally/nn';
import type { TrainConfig } from '../config.js';
import { DivergedError } from '../errors.js';
import type { EpochRecord, TaskEvent } from '../events.js';
import { defaultNormalisation, type Preparation } from '../picture/preparation.js';
import { openPredictor, type Predictor } from '../predict/predictor.js';
import { type BatchOptions, drawMasks, epochOrder, makeBatch, stepsPerEpoch } from './batches.js';
import { type Checkpoint, writeCheckpoint } from './checkpoint.js';
import { type AnnotatedExample, readExamples } from './examples.js';
import { trainingStepOf, validationProgramOf } from './network.js';
import { finishRun, type TrainedModel } from './outcome.js';
import { scheduleOf } from './recipe.js';
import { BEST, LAST, LOG, openRun } from './run.js';
import type { RunStore } from './run-store.js';
import { modelOptionsOf, targetOf } from './settings.js';
import { predictAll, readValidation, scoreOf, summarizeMaps, type ValidationPicture } from './validate.js';

export interface TrainRequest {
  /** Pictures with annotations and a split. */
  readonly dataset: Dataset;
  readonly config: TrainConfig;
  /** Where checkpoints, log and split are kept. */
  readonly store: RunStore;
  /** Continue the run that the store holds. */
  readonly resume?: boolean;
  readonly device?: DeviceName;
  /** Threads of one operator. Default: all cores. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/** What stays the same over all epochs. */
interface Session {
  readonly request: TrainRequest;
  readonly target: MapTarget;
  readonly examples: readonly AnnotatedExample[];
  readonly validation: readonly ValidationPicture[];
  readonly predictor: Predictor;
  readonly program: Program;
  readonly trained: ReturnType<typeof trainingStepOf>;
  readonly batches: BatchOptions;
}

/**
 * Trains a network and yields what happens; the generator's result is the best model with its decoding fitted on the
 * validation pictures. A run that was stopped, at whatever moment, continues from its last whole epoch to the same
 * numbers.
 * @throws RunError, ConfigError, DivergedError, or an error of the data set that names the picture
 */
export async function* train(request: TrainRequest): AsyncGenerator<TaskEvent, TrainedModel> {
  const { dataset, config, store, signal } = request;
  const architecture = await loadArchitecture(config.model);
  const target = targetOf(config);
  const former = await openRun(
    store,
    { dataset: dataset.name, config, splits: dataset.splits ?? { train: [], val: [], test: [] } },
    request.resume ?? false,
  );
  const training = subset(dataset, 'train');
  const preparation = await preparationOf(training);
  const examples = await readExamples(training, target, preparation, signal);
  const validation = await readValidation(subset(dataset, 'val').items, preparation, signal);

  const device = await openDevice(request.device ?? 'cpu', request.threads === undefined ? {} : { threads: request.threads });
  try {
    const session = await openSession(request, device, architecture, target, examples, validation);
    const random = former ? restoreRandom(former.random) : createRandom(config.seed);
    await device.write(former ? former.tensors : initialTensors(session, random));
    yield {
      type: 'training',
      epochs: config.epochs,
      steps: stepsPerEpoch(examples.length, session.batches),
      fromEpoch: former?.epoch ?? 0,
      parameters: parameterCount(session.trained.network),
    };
    const { records, reason } = yield* epochs(session, device, random, former);
    const model = await finishRun({
      store,
      device,
      architecture,
      config,
      target,
      preparation,
      validation,
      records,
      dataset: dataset.name,
      layouts: session.trained.step,
    });
    yield { type: 'trained', records, bestEpoch: model.bestEpoch, reason };
    return model;
  } finally {
    await device.close();
  }
}

async function preparationOf(training: Dataset): Promise<Preparation> {
  const first = training.items[0];
  if (first === undefined) throw new DivergedError('the training part of the data set is empty');
  return { normalisation: defaultNormalisation(await (await first.open()).read()) };
}

async function openSession(
  request: TrainRequest,
  device: Device,
  architecture: Architecture,
  target: MapTarget,
  examples: readonly AnnotatedExample[],
  validation: readonly ValidationPicture[],
): Promise<Session> {
  const { config } = request;
  const options = modelOptionsOf(architecture, config);
  const trained = trainingStepOf(architecture, options, config, target.settings.scale ?? 0);
  const { crop, batch, patches, flips, turns, intensity, colour, halo } = config;
  return {
    request,
    target,
    examples,
    validation,
    trained,
    program: await device.load(trained.step.program),
    predictor: await openPredictor(device, validationProgramOf(architecture, options, config.averaging > 0), {
      tile: crop,
      halo,
      multipleOf: architecture.multipleOf,
    }),
    batches: { size: crop, batch, patches, augmentation: { flips, turns, intensity, colour } },
  };
}

function initialTensors({ trained }: Session, random: Random): Record<string, Tensor> {
  const { network, step } = trained;
  return step.initialState(
    initialVector(network.parameters, random.fork('parameters')),
    initialVector(network.buffers, random.fork('buffers')),
  );
}

/** Runs epochs until the last one, the time, patience, or the caller's abort ends them. */
async function* epochs(
  session: Session,
  device: Device,
  random: Random,
  former: Checkpoint | undefined,
): AsyncGenerator<TaskEvent, { records: readonly EpochRecord[]; reason: string }> {
  const { config, store, signal } = session.request;
  const residents = Object.keys(initialTensors(session, random));
  const records: EpochRecord[] = [...(former?.records ?? [])];
  await store.write(LOG, new TextEncoder().encode(records.map((record) => `${JSON.stringify(record)}\n`).join('')));
  let step = former?.step ?? 0;
  const before = records.at(-1)?.seconds ?? 0;
  const start = performance.now();
  const elapsed = (): number => before + (performance.now() - start) / 1000;

  for (let epoch = former?.epoch ?? 0; epoch < config.epochs; epoch++) {
    signal?.throwIfAborted();
    const progress = { done: step, before: elapsed() };
    const { loss, imagesPerSecond, steps, learningRate } = yield* oneEpoch(session, random, epoch, step, elapsed, progress.before);
    step += steps;
    const record = await validated(session, {
      epoch: epoch + 1,
      loss,
      learningRate,
      imagesPerSecond,
      best: false,
    }, records, elapsed);
    records.push(record);
    const checkpoint: Checkpoint = {
      tensors: await device.read(residents),
      random: random.state(),
      epoch: epoch + 1,
      step,
      records,
    };
    if (record.best) await writeCheckpoint(store, BEST, checkpoint);
    await writeCheckpoint(store, LAST, checkpoint);
    await store.append(LOG, `${JSON.stringify(record)}\n`);
    yield { type: 'epoch', record };
    const best = records.findLast((each) => each.best)?.epoch ?? 0;
    if (config.patience > 0 && epoch + 1 - best >= config.patience) {
      return { records, reason: `no improvement in ${config.patience} epochs` };
    }
    if (config.minutes > 0 && elapsed() > config.minutes * 60) {
      return { records, reason: `time limit of ${config.minutes} minutes` };
    }
  }
  return { records, reason: 'all epochs done' };
}

async function* oneEpoch(
  session: Session,
  random: Random,
  epoch: number,
  stepsBefore: number,
  elapsed: () => number,
  startedAt: number,
): AsyncGenerator<TaskEvent, { loss: number; imagesPerSecond: number; steps: number; learningRate: number }> {
  const { examples, batches, trained, program, request } = session;
  const schedule = scheduleOf(request.config);
  const order = epochOrder(examples.length, batches, random);
  const steps = order.length / batches.batch;
  const prepare = (index: number): Record<string, Tensor> => {
    const chosen = order.slice(index * batches.batch, (index + 1) * batches.batch);
    return {
      ...makeBatch(chosen.map((at) => examples[at] as AnnotatedExample), batches, random),
      ...drawMasks(trained.network.masks, random),
    };
  };
  let total = 0;
  let learningRate = 0;
  let batch = prepare(0);
  for (let index = 0; index < steps; index++) {
    request.signal?.throwIfAborted();
    learningRate = schedule(epoch + index / steps);
    const running = program.run({ ...batch, ...trained.step.scalars(stepsBefore + index + 1, learningRate) });
    // The device works in a thread of its own: the next batch is made meanwhile.
    if (index + 1 < steps) batch = prepare(index + 1);
    const { loss } = await running;
    const value = (loss as Tensor<'float32'>).data[0] as number;
    if (!Number.isFinite(value)) {
      throw new DivergedError(
        `the loss became ${value} in epoch ${epoch + 1}: lower --learning-rate (now ${request.config.learningRate}) or set --clip; the last checkpoint is whole`,
      );
    }
    total += value;
    const seconds = elapsed() - startedAt;
    const imagesPerSecond = ((index + 1) * batches.batch) / seconds;
    const left = (request.config.epochs - epoch) * steps - index - 1;
    yield {
      type: 'step',
      epoch: epoch + 1,
      step: index + 1,
      steps,
      loss: value,
      imagesPerSecond,
      secondsLeft: (left * seconds) / (index + 1),
    };
  }
  const seconds = elapsed() - startedAt;
  return { loss: total / steps, imagesPerSecond: (steps * batches.batch) / seconds, steps, learningRate };
}

/** Completes an epoch's record with the validation figures, when it is the epoch's turn. */
async function validated(
  session: Session,
  record: Omit<EpochRecord, 'seconds'>,
  records: readonly EpochRecord[],
  elapsed: () => number,
): Promise<EpochRecord> {
  const { config, signal } = session.request;
  const last = record.epoch === config.epochs;
  if (session.validation.length === 0) return { ...record, best: true, seconds: elapsed() };
  if (record.epoch % config.validateEvery !== 0 && !last) return { ...record, seconds: elapsed() };
  const maps = await predictAll(session.predictor, session.validation, signal);
  const { summary } = summarizeMaps(session.validation, maps, session.target, session.target.defaults);
  const score = scoreOf(session.target, summary);
  const best = records.every((each) => each.score === undefined || score < each.score);
  return { ...record, seconds: elapsed(), validation: summary, score, best };
}
