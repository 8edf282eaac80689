import { mkdir, readdir } from 'node:fs/promises';
import { InputError } from './errors.js';

/**
 * Makes a folder that a command fills from nothing.
 * @throws InputError if it holds something already
 */
export async function makeEmptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await readdir(folder);
  if (found.length > 0) {
    throw new InputError(
      `"${folder}" is not empty (it holds "${found[0]}"): name a new folder, or empty it first`,
    );
  }
}
