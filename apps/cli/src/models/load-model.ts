import { readFile } from 'node:fs/promises';
import {
  CLASSICAL,
  classicalModel,
  openModel,
  readModelPackage,
  type UsableModel,
} from '@celltally/counting';
import type { FileTree } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import type { Io } from '../io.js';
import { findModel, type ModelLocation } from './find-model.js';
import { classicalOptions, type ModelOptions, requireNetworkOptions } from './model-options.js';

/** The files of a package: a folder as it is, a zip file as its bytes. */
export async function packageSource({ path, form }: ModelLocation): Promise<Uint8Array | FileTree> {
  return form === 'folder' ? openFolder(path) : new Uint8Array(await readFile(path));
}

/**
 * Opens the model that is named: the classical recipe, or a model package, the digests of whose files are verified.
 * @throws InputError naming what there is; UsageError for options of another model
 */
export async function loadModel(
  named: string,
  options: ModelOptions,
  io: Pick<Io, 'cwd' | 'env'>,
): Promise<UsableModel> {
  if (named === CLASSICAL) {
    // It brings cells to a width of its own in any case.
    const scale = typeof options.scale === 'number' ? { scale: options.scale } : {};
    return classicalModel({ ...classicalOptions(options), ...scale });
  }
  requireNetworkOptions(options);
  const location = await findModel(named, io);
  const found = await readModelPackage(await packageSource(location));
  const { scale = 1 } = options;
  return openModel(found, location.bundled ? location.name : found.about.name, { scale });
}
