import type { TaskEvent } from '../events.js';
import { partOf } from '../train/run-store.js';
import { checkPlan, configOfCell } from './cell-config.js';
import { CELL_FILE, type CellPlan, type CellRecord, hoursOf, planOf, writeJson } from './cell-record.js';
import { type CellResult, type CellState, stateOfCell } from './cell-state.js';
import { type BenchmarkCell, cellsOf, nameOf } from './cells.js';
import { type Ledger, openLedger } from './ledger.js';
import { type BenchmarkResults, readResults } from './results.js';
import { type CellContext, runCell } from './run-cell.js';

export interface BenchmarkRequest extends CellContext {
  /** Labels or architectures to which this sitting keeps; the others are left for a later one. Default: all. */
  readonly only?: readonly string[];
  /** Clock in milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
}

/** Whether a row is among those that are named, by its label or its architecture. */
export const isNamed = ({ row }: BenchmarkCell, only: readonly string[]): boolean =>
  only.includes(row.label) || only.includes(row.model);

/**
 * Trains and evaluates the cells of a plan one after the other, within its budget, and yields what happens; the result is
 * where all cells stand. Finished cells are skipped, and one that was left goes on from its last whole epoch. A cell that
 * fails is a line of the result; it is tried again in the next sitting, which for what cannot work costs next to nothing.
 * @throws PlanError before anything is trained, if a cell's options do not fit its network
 */
export async function* benchmark(request: BenchmarkRequest): AsyncGenerator<TaskEvent, BenchmarkResults> {
  const { plan, store, only, signal, now = () => performance.now() } = request;
  await checkPlan(plan);
  const cells = cellsOf(plan);
  const before = await Promise.all(
    cells.map(async (cell): Promise<CellResult> => ({ cell, ...(await stateOfCell(plan, cell, store)) })),
  );
  const finished = before.flatMap((each) => (each.state === 'finished' ? [each.record] : []));
  yield { type: 'benchmark', cells: cells.length, finished: finished.length };
  const ledger = await openLedger(store, { budgetHours: plan.budgetHours, now });
  await ledger.save();
  const waiting = before.filter(
    (each) => each.state !== 'finished' && (only === undefined || isNamed(each.cell, only)),
  );
  for (const [i, each] of waiting.entries()) {
    signal?.throwIfAborted();
    const secondsLeft = ledger.left();
    if (secondsLeft === 0) break;
    yield {
      type: 'cell',
      cell: nameOf(each.cell),
      number: cells.indexOf(each.cell) + 1,
      cells: cells.length,
      after: waiting.length - i - 1,
      ...(finished.length === 0 ? {} : { secondsEach: meanSeconds(finished) }),
      ...(secondsLeft === undefined ? {} : { budgetLeft: secondsLeft }),
    };
    const record = yield* attempt(request, each, ledger);
    if (record !== undefined) finished.push(record);
    await ledger.save();
  }
  return readResults(plan, store);
}

const meanSeconds = (records: readonly CellRecord[]): number =>
  (3600 * records.reduce((sum, record) => sum + hoursOf(record), 0)) / records.length;

/** Runs a cell to its end, to its failure, or to the end of the budget. */
async function* attempt(
  request: BenchmarkRequest,
  { cell, ...state }: { readonly cell: BenchmarkCell } & CellState,
  ledger: Ledger,
): AsyncGenerator<TaskEvent, CellRecord | undefined> {
  const ended = { type: 'cellEnded', cell: nameOf(cell) } as const;
  if (state.state === 'failed' && state.foreign) {
    yield { ...ended, outcome: 'failed', reason: state.reason };
    return undefined;
  }
  try {
    const record = yield* withinBudget(runCell(request, cell), ledger);
    if (record === undefined) yield { ...ended, outcome: 'left' };
    else yield { ...ended, outcome: 'finished', summary: record.measured };
    return record;
  } catch (error) {
    request.signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    const { given } = await configOfCell(request.plan, cell);
    const plan: CellPlan = { ...planOf(cell, given), failure: reason };
    await writeJson(partOf(request.store, cell.folder), CELL_FILE, plan);
    yield { ...ended, outcome: 'failed', reason };
    return undefined;
  }
}

/**
 * Follows a cell as long as there is time for its training, which is looked at between two steps, and leaves it as a crash
 * would. What is trained is measured in any case: that takes little, and would have to be done again.
 */
async function* withinBudget(
  events: AsyncGenerator<TaskEvent, CellRecord>,
  ledger: Ledger,
): AsyncGenerator<TaskEvent, CellRecord | undefined> {
  try {
    for (let next = await events.next(); ; next = await events.next()) {
      if (next.done) return next.value;
      if (next.value.type === 'epoch') await ledger.save();
      yield next.value;
      if (next.value.type === 'step' && ledger.left() === 0) return undefined;
    }
  } finally {
    await events.return(undefined as never);
  }
}
