import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completeTrainConfig, configFor, type TrainConfig } from '@celltally/counting';
import { InputError } from '../errors.js';

type Given = Readonly<Record<string, unknown>>;

/**
 * The options of a run: what was given, else when continuing what the run began with, else what suits the model. A run
 * that began before an option existed goes on with the general default, which does what was done then.
 * @throws ConfigError for an option out of its range; InputError where there is no run to continue
 */
export async function configOfRun(folder: string, resume: boolean, given: Given): Promise<TrainConfig> {
  return resume ? completeTrainConfig({ ...(await formerConfig(folder)), ...given }) : configFor(given);
}

async function formerConfig(folder: string): Promise<Given> {
  const file = join(folder, 'run.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new InputError(`"${folder}" holds no run to continue: leave out --resume to begin one`);
  }
  try {
    return (JSON.parse(text) as { readonly config: Given }).config;
  } catch {
    throw new InputError(`"${file}" is damaged: begin a new run in another folder`);
  }
}
