import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../errors.js';
import type { Authorship } from './describe-model.js';

/** What a user says of the package that a run is to end with. */
export interface PackagingWishes extends Authorship {
  readonly name?: string;
  readonly half?: boolean;
  readonly test?: boolean;
}

const FILE = 'packaging.json';

/**
 * What is wished of a run's package: what was given, else when continuing what was wished when the run began.
 * @throws InputError where that is damaged
 */
export async function packagingOfRun(
  folder: string,
  resume: boolean,
  { name, author, license, half, test }: PackagingWishes,
): Promise<PackagingWishes> {
  const given = Object.entries({ name, author, license, half, test }).filter(
    ([, each]) => each !== undefined,
  );
  return { ...(resume ? await formerWishes(folder) : {}), ...Object.fromEntries(given) };
}

/** Keeps it with the run; not beside a run that is there already, which a training that is not to continue it leaves alone. */
export async function keepPackaging(folder: string, resume: boolean, wishes: PackagingWishes): Promise<void> {
  const isThere = await stat(join(folder, 'run.json')).then(
    () => true,
    () => false,
  );
  if (resume || !isThere) await writeFile(join(folder, FILE), `${JSON.stringify(wishes, null, 2)}\n`);
}

/** Runs of earlier versions have kept nothing. */
async function formerWishes(folder: string): Promise<PackagingWishes> {
  const file = join(folder, FILE);
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text) as PackagingWishes;
  } catch {
    throw new InputError(`"${file}" is damaged: delete it, and say again how the model is to be named`);
  }
}
