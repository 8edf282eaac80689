import { join } from 'node:path';
import { fileStems } from '@celltally/imaging';
import { makeFolder } from '../make-folder.js';
import type { InputPicture } from '../pictures/find-pictures.js';

/** Makes a folder, and gives the path in it of a picture's file, without extension, by the picture's name. */
export async function placesIn(
  folder: string,
  pictures: readonly InputPicture[],
): Promise<ReadonlyMap<string, string>> {
  await makeFolder(folder);
  const stems = fileStems(pictures.map(({ name }) => name));
  return new Map(pictures.map(({ name }, i) => [name, join(folder, stems[i] as string)]));
}
