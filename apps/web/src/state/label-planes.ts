import type { ImportedCells } from '../work/exchange.js';
import { placeInFile } from './labelled-picture.js';
import type { Picture } from './project.js';

type OfFile = Pick<Picture, 'plane' | 'facts'>;

/** Marks of one picture. */
export interface PlaneMarks<P> {
  readonly set: ImportedCells;
  readonly into: P;
}

/** How many pages or time points, each a picture, the file of a picture has. */
export const planesOfFile = ({ facts }: Pick<Picture, 'facts'>): number =>
  facts.pages > 1 ? facts.pages : facts.times;

/**
 * Which plane of a file of labels marks which picture, where these are open of a file: of as many planes as that file has pages
 * or time points, each the picture at its place; of a single one, the only picture. Nothing else, since which picture was
 * meant cannot be known. Focal planes are one picture, which is marked once.
 */
export function pairPlanes<P extends OfFile>(
  sets: readonly ImportedCells[],
  pictures: readonly P[],
): PlaneMarks<P>[] | undefined {
  const [first] = pictures;
  if (first === undefined) return undefined;
  if (sets.length === 1 && pictures.length === 1) return [{ set: sets[0]!, into: first }];
  if (sets.length !== planesOfFile(first)) return undefined;
  return pictures.flatMap((into) => {
    const set = sets[placeInFile(into) ?? 0];
    return set === undefined ? [] : [{ set, into }];
  });
}

/** Whether sets are the planes of one file of labels. */
export const arePlanes = (sets: readonly ImportedCells[]): boolean =>
  sets.length > 1 && sets.every(({ plane }, i) => plane === i);
