import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Provenance } from '@celltally/counting';
import { version } from '../version.js';

const OWN_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** The version of this program, and in a clone of its repository the commit. */
export async function provenance(): Promise<Provenance> {
  const commit = await commitOf(OWN_FOLDER);
  return { version: version(), ...(commit === undefined ? {} : { commit }) };
}

/** Undefined outside of the repository that holds this package: another project's commit would say nothing. */
async function commitOf(folder: string): Promise<string | undefined> {
  const git = async (...argv: readonly string[]): Promise<string> =>
    (await promisify(execFile)('git', ['-C', folder, ...argv])).stdout.trim();
  try {
    await git('ls-files', '--error-unmatch', 'package.json');
    const changed = (await git('status', '--porcelain', '--untracked-files=no')) !== '';
    return `${await git('rev-parse', '--short', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return undefined;
  }
}

/** `celltally 0.1.0, commit 9f489cb`. */
export const madeBy = ({ version: number, commit }: Provenance): string =>
  `celltally ${number}${commit === undefined ? '' : `, commit ${commit}`}`;
