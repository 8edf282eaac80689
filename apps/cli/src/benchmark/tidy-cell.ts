import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what a finished training would only need to go on: the package holds its weights. */
export async function removeCheckpoints(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // A training of several stages keeps theirs in a folder each.
    if (entry.isDirectory() && entry.name !== 'package') await removeCheckpoints(path);
    else if (entry.isFile() && entry.name.endsWith('.safetensors')) await rm(path);
  }
}
