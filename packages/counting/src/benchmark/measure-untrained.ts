import { type Dataset, type Splits, subset } from '@celltally/imaging';
import { classicalModel } from '../classical/classical-model.js';
import { requireClassicalOptions } from '../classical/options.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { TaskEvent } from '../events.js';
import type { RunStore } from '../train/run-store.js';
import { configOfCell } from './cell-config.js';
import { CELL_FILE, type CellRecord, EVALUATION_FILE, planOf, writeJson } from './cell-record.js';
import { type BenchmarkCell, nameOf } from './cells.js';
import type { CellContext } from './run-cell.js';

/** Measures the classical recipe on the validation part and on the plan's; there is nothing to train, and no seed. */
export async function* measureUntrained(
  { plan, made, signal }: CellContext,
  {
    cell,
    dataset,
    pictures,
    store,
  }: {
    readonly cell: BenchmarkCell;
    readonly dataset: Dataset;
    readonly pictures: Dataset;
    readonly store: RunStore;
  },
): AsyncGenerator<TaskEvent, CellRecord> {
  const { given, config } = await configOfCell(plan, cell);
  await writeJson(store, CELL_FILE, planOf(cell, given));
  const model = classicalModel(requireClassicalOptions(cell.row.options));
  const signalled = signal === undefined ? {} : { signal };
  const val = subset(dataset, 'val');
  const validation =
    val.items.length === 0 ? undefined : yield* evaluate({ dataset: val, model, ...signalled });
  const { summary, images, failed } = yield* evaluate({ dataset: pictures, model, ...signalled });
  const { train, val: decided, test } = dataset.splits as Splits;
  const record: CellRecord = {
    cell: nameOf(cell),
    model: cell.row.model,
    options: cell.row.options,
    target: 'nothing',
    config,
    split: { train: train.length, val: decided.length, test: test.length },
    stages: [],
    ...(validation === undefined ? {} : { validation: validation.summary }),
    part: plan.part,
    measured: summary,
    images,
    failed,
    made,
    finished: new Date().toISOString(),
  };
  await writeJson(store, EVALUATION_FILE, record);
  return record;
}
