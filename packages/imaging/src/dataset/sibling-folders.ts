import type { NamedFile } from './pair-up.js';
import { isPicture } from './paths.js';

/** Pictures and annotation pictures that stand in sibling folders. */
export interface SiblingFolders {
  readonly pictures: readonly NamedFile[];
  readonly annotations: readonly NamedFile[];
}

/**
 * Finds `images/` with a sibling such as `masks/`, at the top or inside folders (`train/images`,
 * `train/masks`). A file's name is its path without these two words: `train/images/a.tif` is `train/a.tif`.
 */
export function siblingFolders(paths: readonly string[], annotationFolder: RegExp): SiblingFolders {
  const named = (folder: RegExp): NamedFile[] =>
    paths.filter(isPicture).flatMap((path) => {
      const parts = path.split('/');
      const at = parts.slice(0, -1).findIndex((part) => folder.test(part));
      return at < 0 ? [] : [{ name: parts.toSpliced(at, 1).join('/'), path }];
    });
  return { pictures: named(/^images?$/i), annotations: named(annotationFolder) };
}
