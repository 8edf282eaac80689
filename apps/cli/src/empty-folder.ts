import { readdir } from 'node:fs/promises';
import { InputError } from './errors.js';
import { makeFolder } from './make-folder.js';

/**
 * Makes a folder that a command fills from nothing.
 * @throws InputError if it holds something already
 */
export async function makeEmptyFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  const found = await readdir(folder);
  if (found.length > 0) {
    throw new InputError(
      `"${folder}" is not empty (it holds "${found[0]}"): name a new folder, or empty it first`,
    );
  }
}
