import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { isPicture } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import { glob, isDynamicPattern } from 'tinyglobby';
import { InputError } from '../errors.js';
import { shortNames } from './short-names.js';

/** A picture to be counted. */
export interface InputPicture {
  /** The file's name; with as many of its folders as tell it from the others. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
}

export interface FoundPictures {
  /** In the order of the arguments; within a folder or pattern by name. No file twice. */
  readonly pictures: readonly InputPicture[];
  /** Files of folders and patterns that are no pictures to be counted, relative to the current folder. */
  readonly leftOut: readonly string[];
}

export interface FindOptions {
  readonly cwd: string;
  /** A folder that is not searched: where the results of an earlier run may lie. */
  readonly except?: string;
}

/**
 * Finds the pictures that arguments name: files (whatever their extension), folders with all that is below, and glob
 * patterns, which shells without globbing hand over as they are. Of a data set the annotations are left out.
 *
 * @throws InputError where an argument names nothing, or no picture is found at all
 */
export async function findPictures(paths: readonly string[], options: FindOptions): Promise<FoundPictures> {
  const { cwd } = options;
  const files = new Map<string, string>();
  const leftOut = new Set<string>();
  for (const path of paths) {
    for (const { file, take } of await expand(path, options)) {
      if (take) {
        const real = await realpath(file);
        if (!files.has(real)) files.set(real, file);
      } else leftOut.add(shown(cwd, file));
    }
  }
  if (files.size === 0) {
    const where = paths.map((path) => `"${path}"`).join(', ');
    const others = leftOut.size === 0 ? '' : ` (${leftOut.size} other files)`;
    throw new InputError(
      `no pictures in ${where}${others}: PNG, JPEG, TIFF, BMP and SVS files are looked for`,
    );
  }
  const found = [...files.values()];
  const names = shortNames(found.map((file) => shown(cwd, file)));
  return { pictures: found.map((path, i) => ({ path, name: names[i] as string })), leftOut: [...leftOut] };
}

interface Candidate {
  readonly file: string;
  /** Whether it is to be counted. */
  readonly take: boolean;
}

async function expand(path: string, { cwd, except }: FindOptions): Promise<readonly Candidate[]> {
  const full = resolve(cwd, path);
  const info = await stat(full).catch(() => undefined);
  // Who names a file means it, whatever it is called.
  if (info?.isFile()) return [{ file: full, take: true }];
  const outside = (file: string): boolean => except === undefined || !isBelow(file, except);
  if (info?.isDirectory()) {
    const listed = await openFolder(full).list();
    const annotations = annotationFolder(listed);
    return listed
      .map((file) => ({ file: join(full, file), take: isPicture(file) && !annotations(file) }))
      .filter(({ file }) => outside(file));
  }
  if (info === undefined && isDynamicPattern(path)) {
    const matches = await glob(path, { cwd, absolute: true, onlyFiles: true, expandDirectories: false });
    const files = matches.map((match) => resolve(match)).filter(outside);
    if (files.length > 0) return files.sort().map((file) => ({ file, take: isPicture(file) }));
    throw new InputError(`no file matches "${path}": check the pattern, upper and lower case included`);
  }
  throw new InputError(`"${path}" does not exist: check the path`);
}

/** Pictures of dots or labels beside `images/` are annotations: counting them would mean nothing. */
function annotationFolder(listed: readonly string[]): (file: string) => boolean {
  const isDataset = listed.some((file) => file.startsWith('images/'));
  return (file) => isDataset && /^(annotations|masks|labels)\//.test(file);
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A path as people write it: from the current folder, with `/`. */
function shown(cwd: string, file: string): string {
  return relative(cwd, file).split(sep).join('/');
}
