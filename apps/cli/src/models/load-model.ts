import { readFile } from 'node:fs/promises';
import { openModel, readModelPackage, type UsableModel } from '@celltally/counting';
import type { FileTree } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import type { ModelLocation } from './find-model.js';

/** The files of a package: a folder as it is, a zip file as its bytes. */
export async function packageSource({ path, form }: ModelLocation): Promise<Uint8Array | FileTree> {
  return form === 'folder' ? openFolder(path) : new Uint8Array(await readFile(path));
}

/** Opens a model package for counting; the digests of its files are verified. */
export async function loadModel(location: ModelLocation): Promise<UsableModel> {
  const found = await readModelPackage(await packageSource(location));
  return location.bundled ? openModel(found, location.name) : openModel(found);
}
