import type { RunStore } from '../train/run-store.js';
import { type CellResult, stateOfCell } from './cell-state.js';
import { cellsOf } from './cells.js';
import { readSpent, type Spent } from './ledger.js';
import type { BenchmarkPlan } from './plan.js';

/** Where all cells of a plan stand, and the time they took. */
export interface BenchmarkResults {
  readonly plan: BenchmarkPlan;
  /** In the order of training. */
  readonly cells: readonly CellResult[];
  readonly spent: Spent;
}

/** Reads the results of a benchmark from its folders; nothing is trained, and the data sets are not needed. */
export async function readResults(plan: BenchmarkPlan, store: RunStore): Promise<BenchmarkResults> {
  const cells: CellResult[] = [];
  for (const cell of cellsOf(plan)) cells.push({ cell, ...(await stateOfCell(plan, cell, store)) });
  return { plan, cells, spent: await readSpent(store) };
}
