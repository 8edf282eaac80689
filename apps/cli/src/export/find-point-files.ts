import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { openFolder } from '@celltally/imaging/node';
import { glob, isDynamicPattern } from 'tinyglobby';
import { InputError } from '../errors.js';

/** Extensions of what is taken from a folder; a file that is named is taken whatever it is called. */
const OF_POINTS = /\.(roi|zip|geojson|json|xml|csv|tsv|txt|gz)$/i;
const OF_LABELS = /\.(png|tiff?)$/i;

/**
 * Files with points that arguments name: files, folders with all that is below, and glob patterns. Absolute paths, none twice.
 * Of a folder, pictures are taken for label images only where it holds nothing else: beside points they are what was counted.
 *
 * @throws InputError where an argument names nothing
 */
export async function findPointFiles(paths: readonly string[], cwd: string): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    const found = await expand(path, cwd);
    if (found.length === 0) throw new InputError(`"${path}" holds no files with points: check the path`);
    for (const file of found) files.add(file);
  }
  return [...files];
}

async function expand(path: string, cwd: string): Promise<readonly string[]> {
  const full = resolve(cwd, path);
  const info = await stat(full).catch(() => undefined);
  if (info?.isFile()) return [full];
  if (info?.isDirectory()) {
    const listed = await openFolder(full).list();
    const found = listed.filter((file) => OF_POINTS.test(basename(file)));
    const taken = found.length > 0 ? found : listed.filter((file) => OF_LABELS.test(file));
    return taken.map((file) => join(full, file));
  }
  if (!isDynamicPattern(path)) throw new InputError(`"${path}" does not exist: check the path`);
  const matches = await glob(path, { cwd, absolute: true, onlyFiles: true, expandDirectories: false });
  return matches.map((match) => resolve(match)).sort();
}
