import type { Point } from '../../annotation.js';
import type { Colour } from '../../draw/colours.js';
import { AnnotationError } from '../../errors.js';
import { readClasses } from '../exchange/classes.js';
import type { CellClass, MarkedCell, PointSet } from '../exchange/point-set.js';
import { type Outline, openRing, outlineCentroid, polygonsOf, type Ring } from '../outlines/outline.js';

type Json = Readonly<Record<string, unknown>>;

const GEOMETRIES = [
  'Point',
  'MultiPoint',
  'Polygon',
  'MultiPolygon',
  'LineString',
  'MultiLineString',
  'GeometryCollection',
];

/** True if parsed JSON is GeoJSON: a feature, a collection, a bare geometry, or a list of such. */
export function isGeoJson(value: unknown): boolean {
  const first = Array.isArray(value) ? value[0] : value;
  if (Array.isArray(value) && value.length === 0) return true;
  return isObject(first) && ['Feature', 'FeatureCollection', ...GEOMETRIES].includes(String(first.type));
}

/**
 * The cells of one picture's GeoJSON, as QuPath writes it: a FeatureCollection, a list of features, one feature, or bare
 * geometries. Every point of a Point or MultiPoint is a cell, and every Polygon or MultiPolygon is one with its outline and
 * centroid. Where a file holds detections or cells, polygons of its annotations are taken as regions and left out; so are lines,
 * tiles and TMA cores. Coordinates are corner-based and stay as they are.
 *
 * @param image what the picture is called where the file does not say
 * @throws AnnotationError where a geometry has no usable coordinates
 */
export function readGeoJson(value: unknown, image: string, file?: string): PointSet {
  const features = featuresOf(value);
  const withCells = features.some((feature) => ['detection', 'cell'].includes(objectType(feature)));
  const points: MarkedCell[] = [];
  const classes: CellClass[] = [];
  for (const [index, feature] of features.entries()) {
    const type = objectType(feature);
    if (['tile', 'tmaCore', 'root'].includes(type)) continue;
    const own = classOf(feature);
    const score = scoreOf(feature);
    const geometry = feature.type === 'Feature' ? feature.geometry : feature;
    const cells = cellsOf(geometry, (problem) => {
      throw new AnnotationError(
        `${file ?? 'The GeoJSON file'}: feature ${index + 1} ${problem}. Export it again, or remove the feature.`,
        file,
      );
    });
    for (const cell of cells) {
      if (cell.outline !== undefined && withCells && type === 'annotation') continue;
      points.push({
        ...cell,
        ...(own === undefined ? {} : { class: own.name }),
        ...(score === undefined ? {} : { score }),
      });
    }
    if (own !== undefined) classes.push(own);
  }
  const note = isObject(value) && isObject(value.celltally) ? value.celltally : {};
  const { width, height } = note;
  return {
    image: typeof note.image === 'string' ? note.image : image,
    ...(typeof width === 'number' && typeof height === 'number' ? { width, height } : {}),
    points,
    ...readClasses([...listedClasses(note), ...classes]),
  };
}

function featuresOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(featuresOf);
  if (!isObject(value)) return [];
  return value.type === 'FeatureCollection' ? featuresOf(value.features) : [value];
}

/** QuPath takes what says nothing as an annotation. */
function objectType({ properties }: Json): string {
  const type = isObject(properties) ? (properties.objectType ?? properties.object_type) : undefined;
  return typeof type === 'string' ? type.replace(/^PathDetectionObject$/, 'detection') : 'annotation';
}

function cellsOf(geometry: unknown, fail: (problem: string) => never): MarkedCell[] {
  if (!isObject(geometry)) return [];
  const { type, coordinates } = geometry;
  switch (type) {
    case 'Point':
      return [toPoint(coordinates, fail)];
    case 'MultiPoint':
      return toList(coordinates, fail).map((each) => toPoint(each, fail));
    case 'Polygon':
      return area(toRings(coordinates, fail));
    case 'MultiPolygon':
      return area(toList(coordinates, fail).flatMap((each) => toRings(each, fail)));
    case 'GeometryCollection':
      return toList(geometry.geometries, fail).flatMap((each) => cellsOf(each, fail));
    case 'LineString':
    case 'MultiLineString':
      return [];
    default:
      return fail(`has the unknown geometry ${JSON.stringify(type)}`);
  }
}

function area(outline: Outline): MarkedCell[] {
  return polygonsOf(outline).length === 0 ? [] : [{ ...outlineCentroid(outline), outline }];
}

function toRings(value: unknown, fail: (problem: string) => never): Ring[] {
  return toList(value, fail).map((ring) => openRing(toList(ring, fail).map((each) => toPoint(each, fail))));
}

function toList(value: unknown, fail: (problem: string) => never): readonly unknown[] {
  return Array.isArray(value) ? value : fail('has no list of coordinates');
}

function toPoint(value: unknown, fail: (problem: string) => never): Point {
  const [x, y] = toList(value, fail);
  if (Number.isFinite(x) && Number.isFinite(y)) return { x: x as number, y: y as number };
  return fail(`has the position ${JSON.stringify(value)}, which must be two numbers`);
}

/** `{name}`, `{names}` of a derived class, or a bare string. */
function classOf({ properties }: Json): CellClass | undefined {
  const value = isObject(properties) ? properties.classification : undefined;
  if (typeof value === 'string') return { name: value };
  return isObject(value) ? toClass(value) : undefined;
}

function toClass(value: Json): CellClass | undefined {
  const { name, names, color, colorRGB } = value;
  const text = typeof name === 'string' ? name : Array.isArray(names) ? names.join(': ') : undefined;
  const colour = toColour(color) ?? toColour(colorRGB);
  return text === undefined ? undefined : { name: text, ...(colour === undefined ? {} : { colour }) };
}

/** Three numbers, or one that holds alpha, red, green and blue. */
function toColour(value: unknown): Colour | undefined {
  if (Array.isArray(value) && value.length >= 3) {
    const [red, green, blue] = value.map((part) => Number(part) & 255);
    return [red!, green!, blue!];
  }
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function listedClasses({ classes }: Json): CellClass[] {
  return Array.isArray(classes) ? classes.filter(isObject).flatMap((each) => toClass(each) ?? []) : [];
}

/** Measurements are a map since QuPath 0.4, a list of names and values before. */
function scoreOf({ properties }: Json): number | undefined {
  const measurements = isObject(properties) ? properties.measurements : undefined;
  const score = Array.isArray(measurements)
    ? measurements.find((each) => isObject(each) && each.name === 'Score')?.value
    : isObject(measurements)
      ? measurements.Score
      : undefined;
  return typeof score === 'number' ? score : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
