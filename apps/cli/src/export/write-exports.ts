import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExportName, exportFormats, type PointSet } from '@celltally/imaging';
import { makeFolder } from '../make-folder.js';

/**
 * Writes cells in several formats to a folder: a format of one file for all pictures beside each other, one of a file for each
 * picture in a folder of its own, named after it. Gives what was made, for a notice: `roi/`, `coco.json`.
 */
export async function writeExports(
  formats: readonly ExportName[],
  sets: readonly PointSet[],
  folder: string,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (const name of formats) {
    const single = exportFormats[name].files === 'one';
    const files = await writeFormat(name, sets, single ? folder : join(folder, name));
    made.push(...(single ? files : [`${name}/`]));
  }
  return made;
}

/** Writes cells in one format to a folder, which is made. Gives the names of the files. */
export async function writeFormat(
  format: ExportName,
  sets: readonly PointSet[],
  folder: string,
): Promise<readonly string[]> {
  const files = exportFormats[format].write(sets);
  await makeFolder(folder);
  for (const { path, bytes } of files) await writeFile(join(folder, path), bytes);
  return files.map(({ path }) => path);
}
