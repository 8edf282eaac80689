import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type DeviceName, evaluate, type PictureKind, type Turns } from '@celltally/counting';
import { datasetInParts, type SplitName } from '@celltally/imaging';
import { openAllData } from '../dataset/open-data.js';
import { EXIT, type ExitCode, type Io } from '../io.js';
import { makeFolder } from '../make-folder.js';
import { loadModel } from '../models/load-model.js';
import type { ModelOptions } from '../models/model-options.js';
import { notice } from '../notice.js';
import { shellCommand } from '../shell-command.js';
import { evaluationCsv } from './evaluation-csv.js';
import { type EvaluationSubject, evaluationJson } from './evaluation-json.js';
import { evaluationTable } from './evaluation-table.js';
import { followEvaluation } from './follow-evaluation.js';
import { partOfData } from './part-of-data.js';
import { recordInPackage, requireRecordable } from './record-in-package.js';
import { OVERLAY_KEY, worstImages } from './worst-images.js';

export interface EvaluateOptions extends ModelOptions {
  readonly model: string;
  readonly data: readonly [string, ...string[]];
  /** Which of its pictures. Default: all. */
  readonly kinds?: readonly PictureKind[];
  readonly split: SplitName | 'all';
  /** Rows and columns of parts that each picture is cut into. */
  readonly grid: number;
  readonly json?: boolean;
  readonly html?: string;
  readonly csv?: string;
  /** Whether the figures go into the model's package. */
  readonly record?: boolean;
  readonly radius: readonly number[];
  readonly turns: Turns;
  readonly limit?: number;
  readonly device: DeviceName;
  readonly workers: number;
}

/** Counts annotated pictures, compares with the truth, and reports. */
export async function evaluateCommand(
  options: EvaluateOptions,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  if (options.record) requireRecordable(options);
  const model = await loadModel(options.model, options, io);
  const data = await openAllData(options.data, options.kinds, io);
  const pictures = partOfData(data, options.split, options.limit);
  const part = options.grid === 1 ? pictures : datasetInParts(pictures, options.grid);
  const radii = [...new Set(options.radius)].sort((a, b) => a - b);
  const events = evaluate({
    dataset: part,
    model,
    radii,
    device: options.device,
    workers: options.workers,
    turns: options.turns,
    signal: io.signal,
  });
  const followed = await followEvaluation(events, part.items.length, io);
  const { evaluation, found } = followed;
  const { summary, images, failed } = evaluation;
  const { split, turns } = options;
  const dataset = describedData(data.name, options);
  const subject: EvaluationSubject = { model: model.name, dataset, split, turns };

  if (options.csv !== undefined) await write(options.csv, evaluationCsv(evaluation, model.name), io);
  if (options.html !== undefined) {
    const { renderEvaluationReport } = await import('../render/evaluation-report.js');
    const page = renderEvaluationReport({
      model: { name: model.name, facts: [['Device', options.device], ...turnFacts(turns)] },
      dataset,
      split,
      date: new Date(),
      command: shellCommand(argv),
      summary,
      images,
      failed,
      worst: await worstImages(part, images, found),
      overlayKey: OVERLAY_KEY,
      notes: [
        ...part.notes,
        ...(options.limit === undefined
          ? []
          : [`Only the first ${pictures.items.length} images of the split were evaluated.`]),
      ],
    });
    await write(options.html, page, io);
  }
  if (options.record) {
    await recordInPackage(options.model, { data: part, dataset, split }, followed, io);
    notice(io, 'info', `recorded in the package: ${options.model}`);
  }
  io.stdout.write(
    options.json ? evaluationJson(subject, evaluation) : evaluationTable(subject, evaluation, io),
  );
  return failed.length > 0 ? EXIT.someFailed : EXIT.ok;
}

/** The name of the data set, and what is taken of it. */
function describedData(name: string, { kinds = [], grid }: EvaluateOptions): string {
  const taken = [...kinds, ...(grid === 1 ? [] : [`${grid} x ${grid} parts`])];
  return taken.length === 0 ? name : `${name} (${taken.join(', ')})`;
}

const turnFacts = (turns: Turns): [string, string][] =>
  turns === 1 ? [] : [['Turns', `mean of ${turns} ways of looking at each image`]];

async function write(file: string, text: string, io: Io): Promise<void> {
  const path = resolve(io.cwd, file);
  await makeFolder(dirname(path));
  await writeFile(path, text);
  notice(io, 'info', `written: ${file}`);
}
