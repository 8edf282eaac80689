import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type BenchmarkPlan,
  parsePlan,
  planJson,
  withData,
  withSeeds,
  withTrainOptions,
} from '@celltally/counting';
import { InputError, UsageError } from '../errors.js';

/** The plan of a benchmark, in its folder. */
export const PLAN_FILE = 'plan.json';

/** What the options say of the plan. */
export interface PlanOptions {
  readonly out: string;
  readonly plan?: string;
  readonly models?: readonly string[];
  readonly data?: readonly string[];
  readonly dataRoot?: string;
  readonly seeds?: readonly number[];
  readonly minutesEach?: number;
  /** `name=value`. */
  readonly train?: readonly string[];
  readonly budget?: number;
}

/**
 * The plan that is named, else the one that the folder keeps, else the one that the options make; with what the options
 * say in the place of what it says. Paths of data sets and weights are absolute.
 * @throws InputError, UsageError, PlanError
 */
export async function takePlan(options: PlanOptions, cwd: string): Promise<BenchmarkPlan> {
  const saved = join(resolve(cwd, options.out), PLAN_FILE);
  const found = await (options.plan === undefined
    ? planIn(saved)
    : requiredPlan(resolve(cwd, options.plan), options.plan));
  const base = found ?? planOfOptions(options);
  const root = resolve(cwd, options.dataRoot ?? '.');
  const parsed = withFolders(base, root);
  const own = options.data && parsePlan({ models: ['any'], data: options.data }).data;
  const onData = own === undefined ? parsed : withData(parsed, withFoldersOf(own, cwd));
  const trained = withTrainOptions(onData, optionsOf(options.train ?? []));
  const seeded = options.seeds === undefined ? trained : withSeeds(trained, options.seeds);
  const changed = {
    ...seeded,
    ...(options.minutesEach === undefined ? {} : { minutesEach: options.minutesEach }),
    ...(options.budget === undefined ? {} : { budgetHours: options.budget }),
  };
  // What options have changed is checked as a whole.
  const json = planJson(changed) as Readonly<Record<string, unknown>>;
  return parsePlan({ ...json, ...(options.models === undefined ? {} : { models: options.models }) });
}

function planOfOptions({ models, data }: PlanOptions): BenchmarkPlan {
  if (models !== undefined && data !== undefined) return parsePlan({ models, data });
  throw new UsageError(
    'nothing is planned: give --plan with a file, or --models and --data (or --out with the folder of a benchmark)',
  );
}

const withFolders = (plan: BenchmarkPlan, root: string): BenchmarkPlan => ({
  ...plan,
  data: withFoldersOf(plan.data, root),
  models: plan.models.map((row) =>
    row.init === undefined ? row : { ...row, init: resolve(root, row.init) },
  ),
});

const withFoldersOf = (data: BenchmarkPlan['data'], root: string): BenchmarkPlan['data'] =>
  data.map((each) => ({ ...each, folder: resolve(root, each.folder) }));

async function requiredPlan(path: string, named: string): Promise<BenchmarkPlan> {
  const plan = await planIn(path);
  if (plan === undefined) throw new InputError(`cannot read "${named}", the file of --plan`);
  return plan;
}

/** The plan in a file; undefined where there is none. */
export async function planIn(path: string): Promise<BenchmarkPlan | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`"${path}" is no JSON: ${(error as Error).message}`);
  }
  return parsePlan(value);
}

/** `epochs=50` and `target=mask` by name, as numbers, switches or texts. */
function optionsOf(items: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    items.map((item) => {
      const [, name, value] = /^([A-Za-z]\w*)=(.+)$/.exec(item) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(`--train must be name=value, but is "${item}"`);
      }
      if (value === 'true' || value === 'false') return [name, value === 'true'];
      return [name, Number.isNaN(Number(value)) ? value : Number(value)];
    }),
  );
}
