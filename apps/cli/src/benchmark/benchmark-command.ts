import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type BenchmarkPlan,
  type BenchmarkResults,
  benchmark,
  type CellContext,
  type DeviceName,
  networksOf,
  planJson,
  readResults,
  usualConfig,
} from '@celltally/counting';
import { folderStore } from '@celltally/counting/node';
import { InputError, UsageError } from '../errors.js';
import { EXIT, type ExitCode, type Io } from '../io.js';
import { notice } from '../notice.js';
import { shellCommand } from '../shell-command.js';
import { beginningOf } from '../train/beginning.js';
import { commandOf } from '../train/command-of.js';
import { type Authorship, describeModel } from '../train/describe-model.js';
import { modelName } from '../train/model-name.js';
import { followBenchmark } from './follow-benchmark.js';
import { openSets } from './open-sets.js';
import { provenance } from './provenance.js';
import { summaryTable } from './summary-table.js';
import { keptCosts, takeCosts } from './take-costs.js';
import { PLAN_FILE, type PlanOptions, planIn, takePlan } from './take-plan.js';
import { removeCheckpoints } from './tidy-cell.js';
import { writeReport } from './write-report.js';

export interface BenchmarkOptions extends PlanOptions, Authorship {
  readonly only?: readonly string[];
  readonly reportOnly?: boolean;
  readonly costs: boolean;
  readonly costSize: number;
  readonly keepCheckpoints?: boolean;
  readonly device: DeviceName;
  readonly threads?: number;
  readonly workers: number;
}

/** Trains and evaluates the cells of a plan in a folder, and reports on them. */
export async function benchmarkCommand(
  options: BenchmarkOptions,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const folder = resolve(io.cwd, options.out);
  if (options.reportOnly) return reportOnly(options, folder, io);
  const plan = await takePlan(options, io.cwd);
  requireKnown(options.only, plan);
  const datasets = await openSets(plan, io);
  const networks = await networksOf(plan);
  const made = await provenance();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, PLAN_FILE), `${JSON.stringify(planJson(plan), null, 2)}\n`);
  const store = folderStore(folder);
  const { device, threads, workers, only, costSize: size } = options;
  const report = async (results: BenchmarkResults): Promise<void> =>
    writeReport(folder, {
      results,
      networks,
      costs: await keptCosts(folder),
      command: reportCommand(options),
    });
  try {
    if (options.costs && networks.length > 0) await takeCosts(networks, { folder, size, device, made }, io);
    const events = benchmark({
      plan,
      datasets,
      store,
      describe: describing(options),
      made,
      readWeights: async (named) => (await beginningOf(named, {}, io)).weights,
      device,
      ...(threads === undefined ? {} : { threads }),
      workers,
      ...(only === undefined ? {} : { only }),
      signal: io.signal,
    });
    const follow = {
      folder,
      onEnd: async ({ outcome, cell }) => {
        if (outcome === 'finished' && !options.keepCheckpoints)
          await removeCheckpoints(join(folder, cell.folder));
        await report(await readResults(plan, store));
      },
    } satisfies Parameters<typeof followBenchmark>[1];
    const results = await followBenchmark(events, follow, io);
    await report(results);
    return ended(results, options, io);
  } catch (error) {
    if (!io.signal.aborted) throw error;
    await report(await readResults(plan, store));
    notice(io, 'warning', `interrupted; go on with: ${shellCommand(argv)}`);
    return EXIT.interrupted;
  }
}

/** Writes the report again from what the folder holds. */
async function reportOnly(options: BenchmarkOptions, folder: string, io: Io): Promise<ExitCode> {
  const plan = await planIn(join(folder, PLAN_FILE));
  if (plan === undefined) {
    throw new InputError(`"${options.out}" holds no ${PLAN_FILE}, so it is no benchmark's folder`);
  }
  const results = await readResults(plan, folderStore(folder));
  await writeReport(folder, {
    results,
    networks: await networksOf(plan),
    costs: await keptCosts(folder),
    command: reportCommand(options),
  });
  return ended(results, options, io);
}

function ended(results: BenchmarkResults, { out }: BenchmarkOptions, io: Io): ExitCode {
  const of = (state: string): number => results.cells.filter((each) => each.state === state).length;
  io.stdout.write(summaryTable(results, io));
  const rest = [
    ...(of('failed') === 0 ? [] : [`${of('failed')} failed`]),
    ...(of('open') === 0 ? [] : [`${of('open')} are left`]),
  ];
  notice(
    io,
    rest.length === 0 ? 'info' : 'warning',
    [`${of('finished')} of ${results.cells.length} trainings are finished`, ...rest].join(', '),
  );
  notice(io, 'info', `report in ${out}: benchmark.html, benchmark.md, benchmark.json, plots/`);
  return of('failed') > 0 ? EXIT.someFailed : EXIT.ok;
}

const reportCommand = ({ out }: Pick<BenchmarkOptions, 'out'>): string =>
  shellCommand(['benchmark', '--out', out, '--report-only']);

const describing =
  (authorship: Authorship): CellContext['describe'] =>
  (model, { data, row, seed }) => ({
    about: describeModel(model, modelName(undefined, data.name, `${row.label} seed ${seed}`), authorship),
    command: commandOf(model.config, usualConfig(model.architecture), {
      data: data.name,
      ...(model.init === undefined ? {} : { init: model.init.name }),
    }),
  });

function requireKnown(only: readonly string[] | undefined, { models }: BenchmarkPlan): void {
  const names = [...new Set(models.flatMap(({ label, model }) => [label, model]))];
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(`--only names "${unknown}", which the plan does not have: ${names.join(', ')}`);
}
