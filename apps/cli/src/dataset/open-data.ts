import { resolve } from 'node:path';
import { type PictureKind, picturesOfKinds } from '@celltally/counting';
import { type Dataset, joinDatasets, openDataset } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import { InputError } from '../errors.js';
import type { Io } from '../io.js';
import { notice } from '../notice.js';

/** Opens a data set and tells what was detected and decided. */
export async function openData(folder: string, io: Io): Promise<Dataset> {
  const dataset = await openDataset(openFolder(resolve(io.cwd, folder)));
  notice(io, 'info', `data: ${dataset.name} (${dataset.layout}), ${dataset.items.length} pictures`);
  for (const note of dataset.notes) notice(io, 'info', `data: ${note}`);
  return dataset;
}

/**
 * Opens one or more data sets, as one, or their pictures of some kinds.
 * @throws DatasetError where they do not go together; InputError where no picture is of these kinds
 */
export async function openAllData(
  folders: readonly [string, ...string[]],
  kinds: readonly PictureKind[] | undefined,
  io: Io,
): Promise<Dataset> {
  const [first, ...others] = folders;
  const sets: [Dataset, ...Dataset[]] = [await openData(first, io)];
  for (const folder of others) sets.push(await openData(folder, io));
  const joined = joinDatasets(sets);
  if (kinds === undefined) return joined;
  const alike = await picturesOfKinds(joined, kinds, io.signal);
  notice(io, 'info', `data: ${alike.notes.at(-1)}`);
  if (alike.items.length > 0) return alike;
  throw new InputError(`no picture of ${joined.name} is ${kinds.join(' or ')}: choose other --kinds`);
}
