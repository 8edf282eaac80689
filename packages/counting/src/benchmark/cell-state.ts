import { LOG } from '../train/run.js';
import { partOf, type RunStore } from '../train/run-store.js';
import { configOfCell, designOfCell } from './cell-config.js';
import { CELL_FILE, type CellPlan, type CellRecord, EVALUATION_FILE, readJson } from './cell-record.js';
import { type BenchmarkCell, isUntrained } from './cells.js';
import type { BenchmarkPlan, GivenOptions } from './plan.js';

/** Where a cell stands. */
export type CellState =
  | { readonly state: 'finished'; readonly record: CellRecord }
  | {
      readonly state: 'failed';
      readonly reason: string;
      /** Its folder holds another cell, so that trying again is of no use. */
      readonly foreign: boolean;
    }
  /** Not begun, or left after some epochs. */
  | { readonly state: 'open'; readonly epochs: number };

/** A cell of a plan, and where it stands. */
export type CellResult = { readonly cell: BenchmarkCell } & CellState;

/** Finds out where a cell stands by what its folder holds. */
export async function stateOfCell(
  plan: BenchmarkPlan,
  cell: BenchmarkCell,
  benchmark: RunStore,
): Promise<CellState> {
  const store = partOf(benchmark, cell.folder);
  const before = await readJson<CellPlan>(store, CELL_FILE);
  if (before === undefined) return { state: 'open', epochs: 0 };
  const { given } = await configOfCell(plan, cell);
  const other = difference(
    { ...before.given, init: fileOf(before.init) },
    { ...given, init: fileOf(cell.row.init) },
  );
  if (other !== undefined) {
    const reason = `its folder holds a run with other options (${other}): give the model another label, or choose another folder`;
    return { state: 'failed', reason, foreign: true };
  }
  const record = await readJson<CellRecord>(store, EVALUATION_FILE);
  if (record !== undefined && record.part !== plan.part) {
    const reason = `its folder holds figures of the ${record.part} part, not of ${plan.part}: choose another folder`;
    return { state: 'failed', reason, foreign: true };
  }
  if (record !== undefined) return { state: 'finished', record };
  if (before.failure !== undefined) return { state: 'failed', reason: before.failure, foreign: false };
  return { state: 'open', epochs: await epochsOf(plan, cell, store) };
}

/** A file is the same wherever it lies. */
const fileOf = (path: string | undefined): string | undefined => path?.split(/[/\\]/).at(-1);

/** They say when a training ends, and do not change what a step computes. */
const MAY_CHANGE = new Set(['minutes', 'patience']);

/** The first option that differs, in words. */
function difference(before: GivenOptions, now: GivenOptions): string | undefined {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  const name = [...names].find(
    (each) => !MAY_CHANGE.has(each) && JSON.stringify(before[each]) !== JSON.stringify(now[each]),
  );
  if (name === undefined) return undefined;
  const said = (value: unknown): string => (value === undefined ? 'not given' : String(value));
  return `${name} was ${said(before[name])}, now ${said(now[name])}`;
}

async function epochsOf(plan: BenchmarkPlan, cell: BenchmarkCell, store: RunStore): Promise<number> {
  if (isUntrained(cell.row)) return 0;
  const { stages } = await designOfCell(plan, cell);
  const logs = stages.length === 1 ? [LOG] : stages.map(({ stage }) => `${stage.name}/${LOG}`);
  let epochs = 0;
  for (const log of logs) {
    const bytes = await store.read(log);
    epochs += bytes === undefined ? 0 : new TextDecoder().decode(bytes).split('\n').length - 1;
  }
  return epochs;
}
