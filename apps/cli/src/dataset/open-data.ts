import { resolve } from 'node:path';
import { type Dataset, openDataset } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import type { Io } from '../io.js';
import { notice } from '../notice.js';

/** Opens the data set that `--data` names and tells what was detected and decided. */
export async function openData(folder: string, io: Io): Promise<Dataset> {
  const dataset = await openDataset(openFolder(resolve(io.cwd, folder)));
  notice(io, 'info', `data: ${dataset.name} (${dataset.layout}), ${dataset.items.length} pictures`);
  for (const note of dataset.notes) notice(io, 'info', `data: ${note}`);
  return dataset;
}
