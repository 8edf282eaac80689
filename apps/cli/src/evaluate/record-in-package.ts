import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CLASSICAL,
  type Evaluation,
  packageFiles,
  readModelPackage,
  recordEvaluation,
  writeModelPackage,
} from '@celltally/counting';
import { InputError, UsageError } from '../errors.js';
import type { Io } from '../io.js';
import { findModel } from '../models/find-model.js';
import { packageSource } from '../models/load-model.js';
import type { EvaluateOptions } from './evaluate-command.js';

/** Files of a package that tell of its figures; the network and its test stay as they are. */
const TOLD_IN = ['rdf.yaml', 'README.md'];

/**
 * A card's figures are those of the model as others will use it, on a whole part.
 * @throws UsageError for options that would give others
 */
export function requireRecordable({ model, split, turns, scale, limit, radius }: EvaluateOptions): void {
  const found: readonly (readonly [boolean, string])[] = [
    [model === CLASSICAL, `--model ${CLASSICAL}, which is no package`],
    [split === 'all', '--split all'],
    [turns !== 1, `--turns ${turns}`],
    [scale !== undefined, `--scale ${scale}`],
    [limit !== undefined, `--limit ${limit}`],
    [radius.join() !== '5,10', `--radius ${radius.join()}`],
  ];
  const wrong = found.flatMap(([is, option]) => (is ? [option] : []));
  if (wrong.length === 0) return;
  throw new UsageError(
    `--record writes the figures of a package as it is, on a whole part of a data set: leave out ${wrong.join(' and ')}`,
  );
}

/**
 * Writes the figures of an evaluation, their intervals and the worst pictures into the model's package, and its card
 * anew.
 * @throws InputError where pictures failed: the figures would be those of a part of the part
 */
export async function recordInPackage(
  named: string,
  { dataset, split }: { readonly dataset: string; readonly split: string },
  evaluation: Evaluation,
  io: Io,
): Promise<void> {
  const [failed] = evaluation.failed;
  if (failed !== undefined)
    throw new InputError(
      `nothing was recorded: ${evaluation.failed.length} pictures could not be evaluated, the first ${failed.image}: ${failed.reason}`,
    );
  const location = await findModel(named, io);
  const contents = await readModelPackage(await packageSource(location));
  const part = dataset === contents.settings.training.dataset ? split : `${dataset} ${split}`;
  const recorded = recordEvaluation(contents, part, evaluation);
  if (location.form === 'zip') return replace(location.path, await writeModelPackage(recorded));
  const files = await packageFiles(recorded);
  for (const name of TOLD_IN) await replace(join(location.path, name), files.get(name) as Uint8Array);
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}
