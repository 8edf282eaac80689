import type { Colour } from '../../draw/colours.js';
import { classesOf, UNCLASSIFIED_COLOUR } from '../exchange/classes.js';
import { fileStems } from '../exchange/file-stems.js';
import type { ExchangeFile, MarkedCell, PointSet } from '../exchange/point-set.js';
import { stableUuid } from '../exchange/stable-uuid.js';
import { textBytes } from '../exchange/text-bytes.js';
import { cellOutlines } from '../outlines/cell-outlines.js';
import { type Outline, polygonsOf, type Ring } from '../outlines/outline.js';

/** What stands in each file, beside what QuPath reads. */
export const COORDINATE_NOTE = 'pixels, corner-based: the centre of the first pixel is (0.5, 0.5)';

/** Options of `writeGeoJson`. */
export interface GeoJsonOptions {
  /**
   * `detections`: an object for each cell, quick in QuPath even by the hundred thousand. `annotation`: one MultiPoint for each
   * class, which can be edited with QuPath's points tool; outlines are left out. Default: `detections`.
   */
  readonly objects?: 'detections' | 'annotation';
}

/**
 * Each picture's cells as `name.geojson` for QuPath (0.4 and later): a FeatureCollection with classes and their colours,
 * scores as the measurement "Score", and UUIDs that depend on the cells alone. Half-pixel rule: coordinates are corner-based
 * in QuPath as here, so nothing is moved; they are rounded to a thousandth of a pixel.
 */
export function writeGeoJson(
  sets: readonly PointSet[],
  { objects = 'detections' }: GeoJsonOptions = {},
): ExchangeFile[] {
  const stems = fileStems(sets.map(({ image }) => image));
  const colours = new Map(classesOf(sets).map(({ name, colour }) => [name, colour]));
  return sets.map((set, i) => ({
    path: `${stems[i]}.geojson`,
    bytes: textBytes(
      collection(
        set,
        objects === 'detections' ? detections(set, colours) : annotations(set, colours),
        colours,
      ),
    ),
  }));
}

type Colours = ReadonlyMap<string, Colour>;

function* collection(set: PointSet, features: Iterable<object>, colours: Colours): Generator<string> {
  const { image, width, height, classes = [] } = set;
  const note = {
    image,
    width,
    height,
    coordinates: COORDINATE_NOTE,
    classes: classes.map(({ name }) => ({ name, color: colours.get(name) })),
  };
  // Before the features: reading its beginning tells what the file is.
  yield `{"type":"FeatureCollection","celltally":${JSON.stringify(note)},"features":[`;
  let separator = '\n';
  for (const feature of features) {
    yield `${separator}${JSON.stringify(feature)}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

function* detections(set: PointSet, colours: Colours): Generator<object> {
  const outlines = cellOutlines(set);
  for (const [i, cell] of set.points.entries()) {
    yield feature(set, `cell ${i} ${cell.x} ${cell.y}`, geometry(cell, outlines[i]), {
      objectType: 'detection',
      ...classification(cell.class, colours),
      ...(cell.class === undefined ? { color: UNCLASSIFIED_COLOUR } : {}),
      ...(cell.score === undefined ? {} : { measurements: { Score: cell.score } }),
    });
  }
}

function* annotations(set: PointSet, colours: Colours): Generator<object> {
  for (const name of new Set(set.points.map((cell) => cell.class))) {
    const cells = set.points.filter((cell) => cell.class === name);
    yield feature(
      set,
      `class ${name ?? ''}`,
      { type: 'MultiPoint', coordinates: cells.map(position) },
      { objectType: 'annotation', name: `${cells.length} cells`, ...classification(name, colours) },
    );
  }
}

function feature(set: PointSet, key: string, shape: object, properties: object): object {
  return { type: 'Feature', id: stableUuid(`${set.image}\n${key}`), geometry: shape, properties };
}

function classification(name: string | undefined, colours: Colours): object {
  return name === undefined ? {} : { classification: { name, color: colours.get(name) } };
}

function geometry(cell: MarkedCell, outline: Outline | undefined): object {
  const polygons = outline === undefined ? [] : polygonsOf(outline).map((rings) => rings.map(closed));
  if (polygons.length === 0) return { type: 'Point', coordinates: position(cell) };
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** GeoJSON repeats a ring's first point at its end (RFC 7946, section 3.1.6). */
function closed(ring: Ring): number[][] {
  return [...ring, ring[0]!].map(position);
}

function position({ x, y }: { readonly x: number; readonly y: number }): number[] {
  return [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
}
