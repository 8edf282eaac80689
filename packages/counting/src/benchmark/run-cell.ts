import { type DeviceName, openDevice } from '@celltally/engine';
import { type Dataset, type Splits, subset } from '@celltally/imaging';
import { packageFiles } from '@celltally/models';
import { completeTrainConfig } from '../config/complete.js';
import type { TrainConfig } from '../config/train-options.js';
import { CountingError } from '../errors.js';
import { type Evaluation, evaluate } from '../evaluate/evaluate.js';
import type { TaskEvent } from '../events.js';
import { recordEvaluation } from '../record/record-evaluation.js';
import { type PackingOptions, packTrained } from '../train/pack.js';
import type { InitialWeights } from '../train/request.js';
import { RUN_FILE, type RunDescription } from '../train/run.js';
import { partOf, type RunStore } from '../train/run-store.js';
import { train } from '../train/train.js';
import type { TrainedModel } from '../train/trained-model.js';
import { openModel } from '../usable-model.js';
import { configOfCell } from './cell-config.js';
import {
  CELL_FILE,
  type CellRecord,
  EVALUATION_FILE,
  type Provenance,
  planOf,
  readJson,
  writeJson,
} from './cell-record.js';
import { type BenchmarkCell, isUntrained, nameOf } from './cells.js';
import { measureUntrained } from './measure-untrained.js';
import type { BenchmarkPlan } from './plan.js';

/** Where the package of a cell's model is kept. */
const PACKAGE = 'package';

/** What cells are trained with, the same for all. */
export interface CellContext {
  readonly plan: BenchmarkPlan;
  /** The plan's data sets by name, all of them split. */
  readonly datasets: ReadonlyMap<string, Dataset>;
  /** The benchmark's own store. */
  readonly store: RunStore;
  /** What the package of a cell's model says to people, and the command that makes it again. */
  readonly describe: (model: TrainedModel, cell: BenchmarkCell) => Pick<PackingOptions, 'about' | 'command'>;
  readonly made: Provenance;
  /** Reads the file that a model's `init` names. */
  readonly readWeights: (file: string) => Promise<InitialWeights>;
  readonly device?: DeviceName;
  /** Threads of one operator in training. Default: all cores. */
  readonly threads?: number;
  /** Pictures in flight in evaluation. Default 1. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/**
 * Trains a cell, or goes on with it; packs the model, measures the packed model on the plan's part, and keeps the record.
 * @throws what `train` and `evaluate` throw
 */
export async function* runCell(
  context: CellContext,
  cell: BenchmarkCell,
): AsyncGenerator<TaskEvent, CellRecord> {
  const { plan, threads, signal, device = 'cpu' } = context;
  const dataset = context.datasets.get(cell.data.name) as Dataset;
  const pictures = subset(dataset, plan.part);
  if (pictures.items.length === 0) {
    throw new CountingError(
      `the ${plan.part} part of ${dataset.name} is empty: put pictures under "${plan.part}" in its split`,
    );
  }
  const store = partOf(context.store, cell.folder);
  if (isUntrained(cell.row)) return yield* measureUntrained(context, { cell, dataset, pictures, store });
  const { given, config: planned } = await configOfCell(plan, cell);
  const former = await readJson<RunDescription>(store, RUN_FILE);
  // A run goes on with the defaults that it began with.
  const config: TrainConfig =
    former === undefined ? planned : completeTrainConfig({ ...former.config, ...given });
  await writeJson(store, CELL_FILE, planOf(cell, given));
  const init = former === undefined && cell.row.init !== undefined ? cell.row.init : undefined;
  const model = yield* train({
    dataset,
    config,
    store,
    resume: true,
    device,
    ...(threads === undefined ? {} : { threads }),
    ...(init === undefined ? {} : { init: await context.readWeights(init) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const evaluation = yield* measured(context, { cell, model, dataset, pictures, store });
  const record = recordOf(context, { cell, model, evaluation, splits: dataset.splits as Splits });
  await writeJson(store, EVALUATION_FILE, record);
  return record;
}

/** Packs a model with the figures that it reaches, as packed, on the plan's part. */
async function* measured(
  { plan: { part }, describe, signal, workers = 1, device = 'cpu' }: CellContext,
  {
    cell,
    model,
    dataset,
    pictures,
    store,
  }: {
    readonly cell: BenchmarkCell;
    readonly model: TrainedModel;
    readonly dataset: Dataset;
    readonly pictures: Dataset;
    readonly store: RunStore;
  },
): AsyncGenerator<TaskEvent, Evaluation> {
  const opened = await openDevice(device);
  try {
    const packing = { ...describe(model, cell), dataset, device: opened };
    const contents = await packTrained(model, packing);
    const evaluation = yield* evaluate({
      dataset: pictures,
      model: openModel(contents),
      device,
      workers,
      ...(signal === undefined ? {} : { signal }),
    });
    const files = await packageFiles(recordEvaluation(contents, part, evaluation));
    for (const [name, bytes] of files) await store.write(`${PACKAGE}/${name}`, bytes);
    return evaluation;
  } finally {
    await opened.close();
  }
}

function recordOf(
  { made, plan: { part } }: Pick<CellContext, 'made' | 'plan'>,
  {
    cell,
    model,
    evaluation,
    splits,
  }: {
    readonly cell: BenchmarkCell;
    readonly model: TrainedModel;
    readonly evaluation: Evaluation;
    readonly splits: Splits;
  },
): CellRecord {
  const { summary, images, failed } = evaluation;
  const { architecture, options, target, config, stages, init, validation } = model;
  return {
    cell: nameOf(cell),
    model: architecture.name,
    options,
    target: target.name,
    config,
    split: { train: splits.train.length, val: splits.val.length, test: splits.test.length },
    ...(init === undefined ? {} : { init: init.name }),
    stages: stages.map(({ name, target: learnt, records, bestEpoch }) => ({
      name,
      target: learnt,
      epochs: records.length,
      bestEpoch,
      seconds: records.at(-1)?.seconds ?? 0,
    })),
    ...(validation === undefined ? {} : { validation }),
    part,
    measured: summary,
    images,
    failed,
    made,
    finished: new Date().toISOString(),
  };
}
