import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PackageContents, packageFiles } from '@celltally/counting';
import { makeFolder } from '../make-folder.js';

/** Writes a model package into a folder. A package that stands there is replaced only once the new one is whole. */
export async function savePackage(folder: string, contents: PackageContents): Promise<void> {
  const files = await packageFiles(contents);
  const beside = `${folder}.new`;
  await rm(beside, { recursive: true, force: true });
  await makeFolder(beside);
  for (const [name, bytes] of files) await writeFile(join(beside, name), bytes);
  await rm(folder, { recursive: true, force: true });
  await rename(beside, folder);
}
