import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from './errors.js';

/**
 * Makes a folder with those above it, if it is not there. (Node's `recursive` never returns where the operating system calls
 * a folder missing although the one above it exists, as below /proc.)
 *
 * @throws InputError or the operating system's error where that cannot be done
 */
export async function makeFolder(folder: string): Promise<void> {
  if ((await tryToMake(folder)) !== 'ENOENT') return;
  const above = dirname(folder);
  if (above !== folder) await makeFolder(above);
  if ((await tryToMake(folder)) !== 'ENOENT') return;
  throw new InputError(`"${folder}" cannot be made: no folders can be made in "${above}"; name another one`);
}

async function tryToMake(folder: string): Promise<'made' | 'ENOENT'> {
  try {
    await mkdir(folder);
    return 'made';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return code;
    if (code !== 'EEXIST') throw error;
    if ((await stat(folder)).isDirectory()) return 'made';
    throw new InputError(`"${folder}" is a file, a folder was expected: name another one`);
  }
}
