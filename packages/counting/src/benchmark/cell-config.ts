import { loadArchitecture, stagesFor, type TargetName } from '@celltally/models';
import { requireClassicalOptions } from '../classical/options.js';
import { completeTrainConfig } from '../config/complete.js';
import { configFor } from '../config/config-for.js';
import type { TrainConfig } from '../config/train-options.js';
import { PlanError } from '../errors.js';
import { type Design, designOf } from '../train/design.js';
import { type BenchmarkCell, cellsOf, isUntrained } from './cells.js';
import type { BenchmarkPlan, GivenOptions, PlannedModel } from './plan.js';

/** How a cell is trained. */
export interface CellConfig {
  /** What the plan says of it: the plan's options, under the data set's, under the model's. */
  readonly given: GivenOptions;
  /** The same, completed by what suits the model, and the general defaults. */
  readonly config: TrainConfig;
}

/** @throws UnknownNameError, ConfigError */
export async function configOfCell(
  plan: BenchmarkPlan,
  { row, data, seed }: BenchmarkCell,
): Promise<CellConfig> {
  // Options of training say nothing to what learns nothing.
  if (isUntrained(row))
    return { given: { ...row.options, model: row.model }, config: completeTrainConfig({}) };
  const option = Object.entries(row.options)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  const said: GivenOptions = {
    ...plan.train,
    ...data.train,
    ...row.train,
    ...(option.length === 0 ? {} : { option: option.join(',') }),
    model: row.model,
    seed,
  };
  const config = await configFor(said);
  if (plan.minutesEach === undefined || 'minutes' in said) return { given: said, config };
  const architecture = await loadArchitecture(row.model);
  // Each stage has a clock of its own.
  const minutes = plan.minutesEach / stagesFor(architecture, config.target as TargetName).length;
  return { given: { ...said, minutes }, config: { ...config, minutes } };
}

/** The networks and maps of a cell. @throws PlanError naming the cell, if its options do not fit */
export async function designOfCell(plan: BenchmarkPlan, cell: BenchmarkCell): Promise<Design> {
  try {
    return await designOf((await configOfCell(plan, cell)).config);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PlanError(`${cell.row.label} on ${cell.data.name}: ${reason}`, { cause });
  }
}

/**
 * Checks every cell's options before anything is trained.
 * @throws PlanError naming the cell
 */
export async function checkPlan(plan: BenchmarkPlan): Promise<void> {
  const checked = new Set<string>();
  for (const cell of cellsOf(plan)) {
    const name = JSON.stringify([cell.row.label, cell.data.name]);
    if (checked.has(name)) continue;
    checked.add(name);
    if (isUntrained(cell.row)) checkUntrained(cell.row);
    else await designOfCell(plan, cell);
  }
}

function checkUntrained({ label, options, init }: PlannedModel): void {
  if (init !== undefined) throw new PlanError(`${label} learns nothing: leave out its 'init'`);
  try {
    requireClassicalOptions(options);
  } catch (cause) {
    throw new PlanError(`${label}: ${(cause as Error).message}`, { cause });
  }
}
