import { hexColour, parseHexColour, readClasses } from '../exchange/classes.js';
import type { CellClass, MarkedCell, PointSet } from '../exchange/point-set.js';
import { outlineCentroid, polygonsOf } from '../outlines/outline.js';
import type { Roi } from './roi.js';
import { roiOutline } from './roi-outline.js';

/** From the middle of a pixel, where ImageJ counts points from, to its corner. */
export const HALF_PIXEL = 0.5;

const [IMAGE, CLASS, COLOUR, SCORE, COUNTER] = ['image', 'class', 'colour', 'score', 'counter'].map(
  (key) => `celltally.${key}`,
) as [string, string, string, string, string];

/** What of a picture's cells a selection keeps in its properties. */
export interface RoiNotes {
  readonly image: string;
  readonly class?: CellClass;
  readonly score?: number;
  /** Class of each counter, in the order of the counters. */
  readonly counters?: readonly CellClass[];
}

/**
 * Notes as properties of a selection. Values are percent-encoded: ImageJ reads properties as Java does, where backslashes,
 * line breaks and letters beyond Latin-1 would not survive.
 */
export function roiProperties({
  image,
  class: own,
  score,
  counters = [],
}: RoiNotes): ReadonlyMap<string, string> {
  const colour = (each: CellClass): string => (each.colour === undefined ? '' : hexColour(each.colour));
  const entries: [string, string][] = [
    [IMAGE, image],
    ...(own === undefined
      ? []
      : [[CLASS, own.name] as [string, string], [COLOUR, colour(own)] as [string, string]]),
    ...(score === undefined ? [] : [[SCORE, String(score)] as [string, string]]),
    ...counters.flatMap((each, i): [string, string][] => [
      [`${COUNTER}${i}`, each.name],
      [`${COUNTER}${i}.colour`, colour(each)],
    ]),
  ];
  return new Map(entries.map(([key, value]) => [key, encodeURIComponent(wellFormed(value))]));
}

/**
 * The cells of a picture's selections: every point of a point selection, and every area with its outline; lines, texts and
 * pictures are none. Positions of points are moved by half a pixel, areas are not. Classes come from this library's notes, else
 * from counters and groups where more than the first is used. Undefined if the selections can mean no cells at all.
 */
export function roiPointSet(rois: readonly Roi[], image: string): PointSet | undefined {
  const meaningful = rois.filter((roi) => roi.type === 'point' || roiOutline(roi) !== undefined);
  if (meaningful.length === 0 && rois.length > 0) return undefined;
  const named = rois.map((roi) => note(roi, IMAGE)).find((name) => name !== undefined);
  return {
    image: named ?? image,
    points: meaningful.flatMap((roi) => (roi.type === 'point' ? pointCells(roi) : areaCell(roi))),
    ...readClasses(rois.flatMap(classesOfRoi)),
  };
}

function pointCells(roi: Roi): MarkedCell[] {
  const { counters } = roi;
  const several = counters?.some((counter) => counter > 0) && !hasNotes(roi);
  const own = sharedClass(roi);
  return roi.points.map(({ x, y }, i) => {
    const counter = counters?.[i] ?? 0;
    const name = own ?? (several ? `counter ${counter}` : note(roi, `${COUNTER}${counter}`));
    return { x: x + HALF_PIXEL, y: y + HALF_PIXEL, ...(name === undefined ? {} : { class: name }) };
  });
}

function areaCell(roi: Roi): MarkedCell[] {
  const outline = roiOutline(roi) ?? [];
  // A polygon that was begun and not drawn.
  if (polygonsOf(outline).length === 0) return [];
  const [name, score] = [sharedClass(roi), note(roi, SCORE)];
  return [
    {
      ...outlineCentroid(outline),
      ...(name === undefined ? {} : { class: name }),
      ...(score === undefined ? {} : { score: Number(score) }),
      outline,
    },
  ];
}

/** The class of a whole selection. */
function sharedClass(roi: Roi): string | undefined {
  if (hasNotes(roi)) return note(roi, CLASS);
  return roi.group ? `group ${roi.group}` : undefined;
}

function classesOfRoi(roi: Roi): CellClass[] {
  const keys = [...(roi.properties?.keys() ?? [])].filter(
    (key) => key === CLASS || /\.counter\d+$/.test(key),
  );
  return keys.flatMap((key) => {
    const name = note(roi, key);
    const colour = parseHexColour(note(roi, key === CLASS ? COLOUR : `${key}.colour`) ?? '');
    return name === undefined ? [] : [{ name, ...(colour === undefined ? {} : { colour }) }];
  });
}

function hasNotes(roi: Roi): boolean {
  return roi.properties?.has(IMAGE) === true;
}

function note({ properties }: Roi, key: string): string | undefined {
  const value = key.startsWith('celltally.') ? properties?.get(key) : undefined;
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Half a character pair cannot be encoded. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
