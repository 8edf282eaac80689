import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CLASSICAL,
  packageFiles,
  readModelPackage,
  recordEvaluation,
  writeModelPackage,
} from '@celltally/counting';
import type { Dataset } from '@celltally/imaging';
import { InputError, UsageError } from '../errors.js';
import type { Io } from '../io.js';
import { findModel } from '../models/find-model.js';
import { packageSource } from '../models/load-model.js';
import type { EvaluateOptions } from './evaluate-command.js';
import type { FollowedEvaluation } from './follow-evaluation.js';
import { withFailures } from './with-failures.js';

/** Files of a package that tell of its figures, beside attachments; the network and its test stay as they are. */
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
 * Writes the figures of an evaluation, their intervals and the worst pictures into the model's package, with a figure of
 * what was missed in these, and its card anew.
 * @param data the pictures that were evaluated
 * @throws InputError where pictures failed: the figures would be those of a part of the part
 */
export async function recordInPackage(
  named: string,
  { data, dataset, split }: { readonly data: Dataset; readonly dataset: string; readonly split: string },
  followed: FollowedEvaluation,
  io: Io,
): Promise<void> {
  const { evaluation } = followed;
  const [failed] = evaluation.failed;
  if (failed !== undefined)
    throw new InputError(
      `nothing was recorded: ${evaluation.failed.length} pictures could not be evaluated, the first ${failed.image}: ${failed.reason}`,
    );
  const location = await findModel(named, io);
  const contents = await readModelPackage(await packageSource(location));
  const part = dataset === contents.settings.training.dataset ? split : `${dataset} ${split}`;
  const recorded = await withFailures(recordEvaluation(contents, part, evaluation), part, data, followed);
  if (location.form === 'zip') return replace(location.path, await writeModelPackage(recorded));
  const files = await packageFiles(recorded);
  for (const name of [...(recorded.attachments?.keys() ?? []), ...TOLD_IN])
    await replace(join(location.path, name), files.get(name) as Uint8Array);
}

async function replace(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.new`, bytes);
  await rename(`${file}.new`, file);
}
