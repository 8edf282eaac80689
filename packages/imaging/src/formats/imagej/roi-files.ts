import { type Zippable, zipSync } from 'fflate';
import { classesOf } from '../exchange/classes.js';
import { fileStems } from '../exchange/file-stems.js';
import type { CellClass, ExchangeFile, MarkedCell, PointSet } from '../exchange/point-set.js';
import { cellOutlines } from '../outlines/cell-outlines.js';
import type { Outline } from '../outlines/outline.js';
import { MOST_COUNTED_POINTS, type Roi } from './roi.js';
import { HALF_PIXEL, roiProperties } from './roi-cells.js';
import { encodeRoi } from './roi-encode.js';

/** Counters that ImageJ's multi-point tool has (`PointRoi.MAX_COUNTERS`). */
const MOST_COUNTERS = 100;

/** Entries of a zip file without its extension for large ones (APPNOTE, 4.4.22). */
const MOST_ENTRIES = 65_535;

/** The size of the marks: "medium". */
const MARK_SIZE = 2;

/** Archives without dates, so that the same cells give the same bytes. */
const ZIP = { mtime: new Date(1980, 0, 1) } as const;

/**
 * Each picture's cells as one multi-point selection, `name.roi`; a class is a counter. Half-pixel rule: ImageJ counts points
 * from the middle of the first pixel, so half a pixel is taken off. Where ImageJ would lose the classes (more than 100 of them,
 * or several on more than 65,535 points) the file is a `name.zip` as of `writeRoiSets`. Outlines are left out.
 */
export function writeRois(sets: readonly PointSet[]): ExchangeFile[] {
  const stems = fileStems(sets.map(({ image }) => image));
  return sets.map((set, i) => {
    const classes = classesOf(sets);
    const used = new Set(set.points.map((cell) => cell.class));
    const counted =
      classes.length < MOST_COUNTERS && (set.points.length <= MOST_COUNTED_POINTS || used.size < 2);
    if (!counted) return roiSet({ ...set, points: set.points.map(withoutOutline) }, classes, stems[i]!);
    const places = new Map<string | undefined, number>(classes.map(({ name }, place) => [name, place]));
    const counters = set.points.map((cell) => places.get(cell.class) ?? classes.length);
    const [only] = used;
    const shared =
      set.points.length > MOST_COUNTED_POINTS ? classes.find(({ name }) => name === only) : undefined;
    const notes = { image: set.image, ...(shared === undefined ? { counters: classes } : { class: shared }) };
    return {
      path: `${stems[i]}.roi`,
      bytes: encodeRoi(pointsRoi(set.points, notes, { counters, name: stems[i]! })),
    };
  });
}

/**
 * Each picture's cells as a set for ImageJ's ROI Manager, `name.zip`: every outlined cell is a selection of its own, named
 * after its place as ImageJ does, and the other cells are one multi-point selection for each class (several beyond 65,535
 * points), named after it. Half-pixel rule: outlines stay as they are, of points half a pixel is taken off, as ImageJ counts
 * areas from the corner of the first pixel and points from its middle. Of more outlined cells than a zip file has entries
 * (65,535), all are written as points, since readers would miss some.
 */
export function writeRoiSets(sets: readonly PointSet[]): ExchangeFile[] {
  const stems = fileStems(sets.map(({ image }) => image));
  const classes = classesOf(sets);
  return sets.map((set, i) => roiSet(set, classes, stems[i]!));
}

function roiSet(set: PointSet, classes: readonly CellClass[], stem: string): ExchangeFile {
  const outlines = outlinesThatFit(set, classes);
  const byName = new Map(classes.map((each) => [each.name, each]));
  const entries: Record<string, Uint8Array> = {};
  const add = (name: string, make: (name: string) => Uint8Array): void => {
    let free = name;
    for (let copy = 1; `${free}.roi` in entries; copy++) free = `${name}-${copy}`;
    entries[`${free}.roi`] = make(free);
  };
  const loose = new Map<string | undefined, MarkedCell[]>();
  for (const [i, cell] of set.points.entries()) {
    const outline = outlines[i];
    if (outline === undefined) {
      const others = loose.get(cell.class) ?? [];
      others.push(cell);
      loose.set(cell.class, others);
    } else {
      const own = cell.class === undefined ? undefined : byName.get(cell.class);
      add(placeName(cell), (name) => encodeRoi(areaRoi(outline, { set, cell, own, name })));
    }
  }
  for (const own of [...classes, undefined]) {
    const cells = loose.get(own?.name) ?? [];
    for (let from = 0; from < cells.length; from += MOST_COUNTED_POINTS) {
      const part = cells.slice(from, from + MOST_COUNTED_POINTS);
      const notes = { image: set.image, ...(own === undefined ? {} : { class: own }) };
      add(entryName(own?.name ?? 'cells'), (entry) =>
        encodeRoi(pointsRoi(part, notes, { name: entry, own })),
      );
    }
  }
  const files: Zippable = Object.fromEntries(
    Object.entries(entries).map(([path, bytes]) => [path, [bytes, ZIP]]),
  );
  return { path: `${stem}.zip`, bytes: zipSync(files) };
}

/** The outlines of all cells, or of none where their selections are too many for one archive. */
function outlinesThatFit(set: PointSet, classes: readonly CellClass[]): ReturnType<typeof cellOutlines> {
  const outlines = cellOutlines(set);
  const selections = outlines.filter((outline) => outline !== undefined).length;
  // Points take an entry for each class and one for cells without a class, and another for each part of many.
  const others = classes.length + 1 + Math.ceil(set.points.length / MOST_COUNTED_POINTS);
  return selections + others > MOST_ENTRIES ? [] : outlines;
}

function pointsRoi(
  cells: readonly MarkedCell[],
  notes: Parameters<typeof roiProperties>[0],
  {
    name,
    counters,
    own,
  }: { readonly name: string; readonly counters?: readonly number[]; readonly own?: CellClass | undefined },
): Roi & { readonly type: 'point' } {
  const points = cells.map(({ x, y }) => ({ x: x - HALF_PIXEL, y: y - HALF_PIXEL }));
  return {
    type: 'point',
    name,
    ...bounds([points]),
    points,
    strokeWidth: MARK_SIZE,
    ...(own?.colour === undefined ? {} : { strokeColour: own.colour }),
    ...(counters === undefined ? {} : { counters }),
    properties: roiProperties(notes),
  };
}

interface OutlinedCell {
  readonly set: PointSet;
  readonly cell: MarkedCell;
  readonly own: CellClass | undefined;
  readonly name: string;
}

function areaRoi(outline: Outline, { set, cell, own, name }: OutlinedCell): Parameters<typeof encodeRoi>[0] {
  const rest = {
    name,
    ...bounds(outline),
    ...(own?.colour === undefined ? {} : { strokeColour: own.colour }),
    properties: roiProperties({
      image: set.image,
      ...(own === undefined ? {} : { class: own }),
      ...(cell.score === undefined ? {} : { score: cell.score }),
    }),
  };
  const [ring, ...others] = outline;
  if (ring === undefined || others.length > 0)
    return { type: 'composite', points: [], paths: outline, ...rest };
  const whole = ring.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y));
  return { type: whole ? 'traced' : 'polygon', points: ring, ...rest };
}

function bounds(rings: Outline): Pick<Roi, 'left' | 'top' | 'width' | 'height'> {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (const ring of rings) {
    for (const { x, y } of ring) {
      left = Math.min(left, Math.floor(x));
      top = Math.min(top, Math.floor(y));
      right = Math.max(right, Math.ceil(x));
      bottom = Math.max(bottom, Math.ceil(y));
    }
  }
  return left > right
    ? { left: 0, top: 0, width: 0, height: 0 }
    : { left, top, width: right - left, height: bottom - top };
}

/** `yyyy-xxxx`, as ImageJ names the selections of its ROI Manager. */
function placeName({ x, y }: MarkedCell): string {
  const [row, column] = [y, x].map((value) => String(Math.max(0, Math.floor(value))));
  const digits = Math.max(4, row!.length, column!.length);
  return `${row!.padStart(digits, '0')}-${column!.padStart(digits, '0')}`;
}

/** A name for an entry of the archive: no folders, no control characters, not endless. */
function entryName(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Surrogate}/\\:*?"<>|]/gu, '_').slice(0, 60);
  return plain.trim() === '' ? 'cells' : plain;
}

function withoutOutline({ outline: _, ...cell }: MarkedCell): MarkedCell {
  return cell;
}
