import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, seen from this file's compiled place. */
const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');

/**
 * The path of real test data, which is not part of the repository: below the folder that the environment variable
 * `CELLTALLY_SHARED` names, or below `shared` beside the repository.
 *
 * @returns undefined, after a warning that names what is missing, where there is no such file or folder
 */
export function sharedPath(...parts: string[]): string | undefined {
  const root = process.env.CELLTALLY_SHARED ?? join(repository, '..', 'shared');
  const path = join(root, ...parts);
  if (existsSync(path)) return path;
  console.warn(
    `Tests on real data are skipped: ${join(...parts)} is not in ${root}. ` +
      'Set CELLTALLY_SHARED to the folder that holds it.',
  );
  return undefined;
}
