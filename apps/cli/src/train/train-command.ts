import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CURVE_FILE, type DeviceName, type PictureKind, type TrainedModel, train } from '@celltally/counting';
import { folderStore } from '@celltally/counting/node';
import { openAllData } from '../dataset/open-data.js';
import { EXIT, type ExitCode, type Io } from '../io.js';
import { makeFolder } from '../make-folder.js';
import { notice } from '../notice.js';
import { shellCommand } from '../shell-command.js';
import { beginningOf } from './beginning.js';
import { configOfRun } from './config-of-run.js';
import { curveOf } from './curve-of.js';
import { followTraining } from './follow-training.js';
import { modelName } from './model-name.js';
import { packageModel } from './package-model.js';
import { keepPackaging, type PackagingWishes, packagingOfRun } from './packaging-of-run.js';
import { resultTable } from './result-table.js';
import { splitOfRun } from './split-of-run.js';

export interface TrainOptions extends PackagingWishes {
  /** Folders of one or more data sets. */
  readonly data: readonly [string, ...string[]];
  /** Which of their pictures to learn from. Default: all. */
  readonly kinds?: readonly PictureKind[];
  readonly out: string;
  readonly resume?: boolean;
  /** File with weights to begin with, or a model to go on from. */
  readonly init?: string;
  readonly device: DeviceName;
  readonly threads?: number;
  /** The training's own options, as far as they were given. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** Trains a model in a folder: checkpoints, log, split, curve, package. */
export async function trainCommand(
  options: TrainOptions,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const { resume = false, device } = options;
  const folder = resolve(io.cwd, options.out);
  const beginning =
    options.init === undefined ? undefined : await beginningOf(options.init, options.config, io);
  const config = await configOfRun(folder, resume, beginning?.options ?? options.config);
  const wishes = await packagingOfRun(folder, resume, options);
  const data = await openAllData(options.data, options.kinds, io);
  const name = modelName(wishes.name, data.name, config.model);
  const { splits, source } = await splitOfRun(data, { folder, resume, seed: config.seed }, io);
  notice(
    io,
    'info',
    `split: ${source}; ${splits.train.length} train, ${splits.val.length} val, ${splits.test.length} test`,
  );
  if (splits.val.length === 0) {
    notice(
      io,
      'warning',
      'no pictures in "val": the last epoch counts as best, and thresholds are not fitted',
    );
  }
  const dataset = { ...data, splits };
  await makeFolder(folder);
  await keepPackaging(folder, resume, wishes);
  const events = train({
    dataset,
    config,
    store: folderStore(folder),
    resume,
    device,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    ...(beginning === undefined ? {} : { init: beginning.weights }),
    signal: io.signal,
  });
  try {
    const model = await followTraining(events, io);
    const curve = await writeCurves(folder, model);
    const tested = await packageModel(
      model,
      {
        folder: join(folder, 'package'),
        name,
        authorship: wishes,
        dataset,
        ...(options.kinds === undefined ? {} : { kinds: options.kinds }),
        device,
        half: wishes.half ?? false,
        test: wishes.test ?? false,
        curve,
      },
      io,
    );
    const figures = {
      ...(model.validation === undefined ? {} : { val: model.validation }),
      ...(tested === undefined ? {} : { test: tested }),
    };
    io.stdout.write(resultTable(figures, io));
    notice(io, 'info', `results in ${options.out}: package/, training.svg, log.jsonl, split.json`);
    return EXIT.ok;
  } catch (error) {
    if (!io.signal.aborted) throw error;
    notice(io, 'warning', `interrupted; go on with: ${resumeCommand(argv)}`);
    return EXIT.interrupted;
  }
}

/** A curve for each stage, beside its log; that of the last one, which is given back, in the run's own folder. */
async function writeCurves(folder: string, { stages }: TrainedModel): Promise<string> {
  let curve = '';
  for (const stage of stages) {
    const place = stage === stages.at(-1) ? folder : join(folder, stage.name);
    curve = await curveOf(stage);
    await writeFile(join(place, CURVE_FILE), curve);
  }
  return curve;
}

function resumeCommand(argv: readonly string[]): string {
  return shellCommand(argv.includes('--resume') ? argv : [...argv, '--resume']);
}
