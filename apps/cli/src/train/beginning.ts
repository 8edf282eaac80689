import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import {
  continuedOptions,
  type InitialWeights,
  initialWeightsOf,
  readInitialWeights,
  readModelPackage,
} from '@celltally/counting';
import { InputError, UsageError } from '../errors.js';
import type { Io } from '../io.js';
import { findModel } from '../models/find-model.js';
import { packageSource } from '../models/load-model.js';

type Given = Readonly<Record<string, unknown>>;

/** What a training begins with. */
export interface Beginning {
  readonly weights: InitialWeights;
  /** The training's options, with those of a model that it goes on from. */
  readonly options: Given;
}

/**
 * What `--init` names: a safetensors file, or a model to go on from, bundled or a package, whose network is taken over.
 * @throws InputError where there is no such file or model; UsageError for a model of another architecture
 */
export async function beginningOf(
  named: string,
  given: Given,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<Beginning> {
  if (/\.safetensors$/i.test(named)) {
    const bytes = await readFile(resolve(io.cwd, named)).catch(() => undefined);
    if (bytes === undefined) throw new InputError(`cannot read "${named}", the weights to begin with`);
    return { weights: await readInitialWeights(basename(named), bytes), options: given };
  }
  const location = await findModel(named, io);
  const found = await readModelPackage(await packageSource(location));
  const { name: architecture } = found.settings.architecture;
  if (given.model !== undefined && given.model !== architecture) {
    throw new UsageError(
      `${location.name} is a ${architecture}, and cannot go on as ${given.model}: leave out --model, or begin without --init`,
    );
  }
  const name = location.bundled ? location.name : found.about.name;
  return {
    weights: await initialWeightsOf(name, found),
    options: continuedOptions(found.settings, given),
  };
}
