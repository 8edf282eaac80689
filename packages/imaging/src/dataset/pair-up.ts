import { DatasetError } from '../errors.js';
import { checkComplete } from './completeness.js';
import type { LayoutContext } from './layout.js';
import { withoutExtension } from './paths.js';

/** A file, and its name within its role: the path below `images/`, say. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
}

/** A picture and the path of its annotation. */
export interface Pair extends NamedFile {
  readonly annotation?: string;
}

const ANNOTATION_WORD =
  /(?:[ _.-]|(?<=\d))(cp_masks|masks?|labels?|dots?|points?|annotations?|gt)(?=([_-]\d+)?$)/i;
const PICTURE_WORD = /(?:[ _.-]|(?<=\d))(cells?|img|image)$/i;

/** True if a file's name says that it annotates another: `a_masks.png`, `001dots.png`, `a_dots_003.png`. */
export function isAnnotationName(path: string): boolean {
  return ANNOTATION_WORD.test(withoutExtension(path));
}

/**
 * Pairs pictures and annotations by name: the same name, or the same but for a word such as `_masks`, `dots`,
 * or `_dots_` before an index on the annotation, and `cell` or `_img` on the picture. Gaps are refused or
 * noted.
 */
export function pairUp(
  pictures: readonly NamedFile[],
  annotations: readonly NamedFile[],
  { files, options }: LayoutContext,
): { readonly pairs: readonly Pair[]; readonly notes: readonly string[] } {
  const exact = index(annotations, (stem) => stem);
  const bare = index(annotations, (stem) => stem.replace(ANNOTATION_WORD, ''));
  const used = new Set<string>();

  const pairs = pictures.map(({ name, path }): Pair => {
    const stem = withoutExtension(name);
    const stripped = stem.replace(PICTURE_WORD, '');
    const found = [exact.get(stem), bare.get(stem), bare.get(stripped), exact.get(stripped)].find(
      (candidates) => candidates !== undefined,
    );
    if (found === undefined) return { name, path };
    if (found.length > 1) {
      throw new DatasetError(
        `${files.name}: "${path}" has several annotations, "${found.join('" and "')}". Remove all but one.`,
      );
    }
    used.add(found[0]!);
    return { name, path, annotation: found[0]! };
  });

  const unannotated = pairs.filter(({ annotation }) => annotation === undefined).map(({ path }) => path);
  const orphans = annotations.map(({ path }) => path).filter((path) => !used.has(path));
  return { pairs, notes: checkComplete(files.name, { unannotated, orphans }, options) };
}

function index(annotations: readonly NamedFile[], key: (stem: string) => string): Map<string, string[]> {
  const byKey = new Map<string, string[]>();
  for (const { name, path } of annotations) {
    const stem = key(withoutExtension(name));
    byKey.set(stem, [...(byKey.get(stem) ?? []), path]);
  }
  return byKey;
}
