import type { Picture } from './project.js';

/** Formats that keep labels as they are; those of JPEG run into each other. */
const EXACT = /\.(png|tiff?)$/i;
const ENDING = /[-_](labels?|masks?|dots)$/i;
const FOLDER = /(^|\/)(labels?|masks?|dots)\/$/i;

type Named = Pick<Picture, 'name'>;
/** What tells which pages of which file pictures are. */
type OfFile = Pick<Picture, 'name' | 'file' | 'plane'>;

/** A path as its folder, with a slash at its end, and its name without extension, in lower case. */
function partsOf(path: string): { readonly folder: string; readonly stem: string } {
  const at = path.lastIndexOf('/') + 1;
  const stem = path.slice(at).replace(/(\.ome)?\.[a-z0-9]+$/i, '');
  return { folder: path.slice(0, at).toLowerCase(), stem: stem.toLowerCase() };
}

/** Whether a file is named as labels, masks or dots are: `a-labels.png`, `a_mask.tif`, `masks/a.png`. */
export function isNamedAsLabels(path: string): boolean {
  const { folder, stem } = partsOf(path);
  return EXACT.test(path) && (ENDING.test(stem) || FOLDER.test(folder));
}

/**
 * The pictures whose cells a PNG or TIFF marks, by its name: `NAME-labels`, `NAME_labels`, `NAME-mask`, `NAME_mask` (or
 * `label`, `masks`, `dots`), or `NAME` in a folder `labels`, `masks` or `dots`, where NAME is that of a picture that is open:
 * with its folder before it and `_` between, as the page's own label files are named; or without its folder, in the same one,
 * or in another where no other picture is called so. Of a file of several pages or time points that is called NAME, they are
 * all of them. A file that is itself open as a picture stays one.
 */
export function labelledPictures<P extends OfFile>(path: string, pictures: readonly P[]): readonly P[] {
  if (!isNamedAsLabels(path) || pictures.some(({ name }) => name === path || name.startsWith(`${path} · `)))
    return [];
  const one = named(path, pictures);
  if (one !== undefined) return [one];
  const files = new Map<string, { readonly name: string; readonly planes: P[] }>();
  for (const picture of pictures) {
    if (placeInFile(picture) === undefined) continue;
    const name = picture.name.slice(0, picture.name.lastIndexOf(' · '));
    const file = files.get(picture.file) ?? { name, planes: [] };
    files.set(picture.file, file);
    file.planes.push(picture);
  }
  return named(path, [...files.values()])?.planes ?? [];
}

/** Which page or time point of its file a picture is, from 0; nothing where it is the only one. */
export const placeInFile = ({ plane }: Pick<Picture, 'plane'>): number | undefined => plane.page ?? plane.t;

function named<P extends Named>(path: string, pictures: readonly P[]): P | undefined {
  const { folder, stem } = partsOf(path);
  const wanted = ENDING.test(stem) ? stem.replace(ENDING, '') : stem;
  const others = pictures.filter(({ name }) => !isNamedAsLabels(name));
  const flat = others.find(({ name }) => {
    const own = partsOf(name);
    return own.folder !== '' && `${own.folder}${own.stem}`.replaceAll('/', '_') === wanted;
  });
  const alike = others.filter(({ name }) => partsOf(name).stem === wanted);
  const beside = alike.find(({ name }) => partsOf(name).folder === folder);
  return flat ?? beside ?? (alike.length === 1 ? alike[0] : undefined);
}
