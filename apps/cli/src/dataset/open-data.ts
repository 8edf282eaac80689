import { resolve } from 'node:path';
import { type Dataset, joinDatasets, openDataset } from '@celltally/imaging';
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

/** Opens one or more data sets, as one. @throws DatasetError where they do not go together */
export async function openAllData(folders: readonly [string, ...string[]], io: Io): Promise<Dataset> {
  const [first, ...others] = folders;
  const sets: [Dataset, ...Dataset[]] = [await openData(first, io)];
  for (const folder of others) sets.push(await openData(folder, io));
  return joinDatasets(sets);
}
