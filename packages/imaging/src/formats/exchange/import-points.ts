import { gunzipSync, unzipSync } from 'fflate';
import { AnnotationError } from '../../errors.js';
import { isCoco, readCocoPoints } from '../coco-points.js';
import { readCellCounter } from '../imagej/cell-counter-read.js';
import type { Roi } from '../imagej/roi.js';
import { roiPointSet } from '../imagej/roi-cells.js';
import { decodeRoi, isRoi } from '../imagej/roi-decode.js';
import { type PointOrigin, readPointTable } from '../point-csv.js';
import { isGeoJson, readGeoJson } from '../qupath/geojson-read.js';
import { readVoc } from '../voc.js';
import { readClasses } from './classes.js';
import { withoutExtension } from './file-stems.js';
import { importLabels } from './import-labels.js';
import type { PointSet } from './point-set.js';

/** Options of `importPoints`. */
export interface ImportOptions {
  /** The half-pixel rule of a table that does not state its own. Default: pixel indices, or QuPath's rule for its tables. */
  readonly origin?: PointOrigin;
}

const READ =
  'ImageJ .roi and RoiSet.zip, Cell Counter XML, QuPath GeoJSON, COCO, Pascal VOC, tables with x and y, label images, masks and pictures of dots';

/**
 * Reads the cells of a file of whatever format of exchange, which is recognised by its content: selections of ImageJ and sets
 * of them, marker files of the Cell Counter, GeoJSON, COCO, Pascal VOC, tables of points, label images, masks and pictures of
 * dots (a set for each plane of these); also in gzip and zip. Positions become corner-based.
 *
 * @param name the file's name; pictures are called after it where the file does not name them
 * @throws AnnotationError with the file and the remedy where it is damaged, of no such format, or holds no cells by its nature
 */
export async function importPoints(
  bytes: Uint8Array,
  name: string,
  options: ImportOptions = {},
): Promise<PointSet[]> {
  return importFile(bytes, name, name, options);
}

/** @param name what messages call it, @param path what it is called by itself, inside an archive */
async function importFile(
  bytes: Uint8Array,
  name: string,
  path: string,
  options: ImportOptions,
): Promise<PointSet[]> {
  const image = withoutExtension(path.replace(/^.*[/\\]/, ''));
  if (bytes.length === 0)
    throw new AnnotationError(`${name} is empty (0 bytes). Copy or export it again.`, name);
  if (startsWith(bytes, 0x1f, 0x8b)) {
    return importFile(
      unpack(() => gunzipSync(bytes), name),
      name,
      path.replace(/\.gz$/i, ''),
      options,
    );
  }
  if (startsWith(bytes, 0x50, 0x4b))
    return importArchive(
      unpack(() => unzipSync(bytes), name),
      name,
      image,
      options,
    );
  if (isRoi(bytes)) return [selections([decodeRoi(bytes, name)], image, name)];
  if (isPictureFile(bytes)) return importLabels(bytes, name, image);
  return importText(new TextDecoder('utf-8').decode(bytes), name, image, options);
}

async function importArchive(
  entries: Readonly<Record<string, Uint8Array>>,
  name: string,
  image: string,
  options: ImportOptions,
): Promise<PointSet[]> {
  const files = Object.entries(entries).filter(([path]) => !/(^|\/)(__MACOSX\/|\.)|\/$/.test(path));
  const rois = files.filter(([, bytes]) => isRoi(bytes));
  const sets: PointSet[] = [];
  if (rois.length > 0 || files.length === 0) {
    sets.push(
      selections(
        rois.map(([path, bytes]) => decodeRoi(bytes, `${name}, ${path}`)),
        image,
        name,
      ),
    );
  }
  for (const [path, bytes] of files) {
    if (!isRoi(bytes)) sets.push(...(await importFile(bytes, `${name}, ${path}`, path, options)));
  }
  return sets;
}

function selections(rois: readonly Roi[], image: string, name: string): PointSet {
  const set = roiPointSet(rois, image);
  if (set !== undefined) return set;
  const kinds = [...new Set(rois.map(({ type }) => type))].join(', ');
  throw new AnnotationError(
    `${name} holds no cells but ${kinds} selections of ImageJ. Mark cells as points or areas.`,
    name,
  );
}

function importText(text: string, name: string, image: string, options: ImportOptions): PointSet[] {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) return [importXml(start, name, image)];
  if (/^[[{]/.test(start)) return importJson(start, name, image);
  if (text.includes('\u0000')) throw unknownFormat(name);
  const { points, byFile } = readPointTable(text, { ...options, file: name });
  const toSet = (own: PointSet['points'], called: string): PointSet => ({
    image: called,
    points: own,
    ...readClasses(own.flatMap((cell) => (cell.class === undefined ? [] : [{ name: cell.class }]))),
  });
  return byFile === undefined
    ? [toSet(points, image)]
    : [...byFile].map(([called, own]) => toSet(own, called));
}

function importXml(text: string, name: string, image: string): PointSet {
  if (text.includes('<CellCounter_Marker_File')) return readCellCounter(text, image, name);
  if (!text.includes('<annotation')) throw unknownFormat(name);
  const { boxes, filename, width, height } = readVoc(text, name);
  return {
    image: filename ?? image,
    ...(width === undefined || height === undefined ? {} : { width, height }),
    points: boxes.map((box) => ({ x: box.left + box.width / 2, y: box.top + box.height / 2 })),
  };
}

function importJson(text: string, name: string, image: string): PointSet[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new AnnotationError(
      `${name} is damaged or cut off: it is no JSON to its end. Export it again.`,
      name,
      { cause },
    );
  }
  if (isCoco(parsed)) return readCocoPoints(parsed, name);
  if (isGeoJson(parsed)) return [readGeoJson(parsed, image, name)];
  throw unknownFormat(name);
}

function unknownFormat(name: string): AnnotationError {
  return new AnnotationError(`${name} is of no format that cells are read from. These are: ${READ}.`, name);
}

function unpack<T>(read: () => T, name: string): T {
  try {
    return read();
  } catch (cause) {
    throw new AnnotationError(`${name} is a damaged archive. Copy it again, or unpack it yourself.`, name, {
      cause,
    });
  }
}

function isPictureFile(bytes: Uint8Array): boolean {
  const png = startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
  const tiff = startsWith(bytes, 0x49, 0x49) || startsWith(bytes, 0x4d, 0x4d);
  return png || (tiff && [42, 43].includes(bytes[2]! + bytes[3]!)) || startsWith(bytes, 0xff, 0xd8, 0xff);
}

function startsWith(bytes: Uint8Array, ...signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}
