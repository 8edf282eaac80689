import type { Point } from '../../annotation.js';
import type { Colour } from '../../draw/colours.js';
import { AnnotationError } from '../../errors.js';
import type { Ring } from '../outlines/outline.js';
import { HEADER, HEADER2, ROI_TYPES, type Roi, type RoiType, SUB_PIXEL, SUBTYPE } from './roi.js';
import { pathRings } from './roi-path.js';

/** True if the bytes begin as a selection of ImageJ does. */
export function isRoi(bytes: Uint8Array): boolean {
  return [0x49, 0x6f, 0x75, 0x74].every((byte, i) => bytes[i] === byte);
}

/**
 * Reads one selection of ImageJ (`.roi`; the format is described in `ij.io.RoiDecoder`): all types, sub-pixel coordinates,
 * names, positions, groups, properties and the counters of multi-point selections.
 *
 * @throws AnnotationError if the bytes are no such file, or end too soon
 */
export function decodeRoi(bytes: Uint8Array, file?: string): Roi {
  const title = file ?? 'The selection';
  if (!isRoi(bytes)) {
    throw new AnnotationError(
      `${title} is no ImageJ selection: it does not begin with "Iout". Save it anew with File > Save As > Selection.`,
      file,
    );
  }
  try {
    return readRoi(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), title, file);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new AnnotationError(
      `${title} is a damaged ImageJ selection: it ends too soon (${bytes.length} bytes). Copy it again, or save it anew.`,
      file,
      { cause },
    );
  }
}

function readRoi(view: DataView, title: string, file: string | undefined): Roi {
  const [top, left, bottom, right] = [HEADER.top, HEADER.left, HEADER.bottom, HEADER.right].map((at) =>
    short(view, at),
  ) as [number, number, number, number];
  const pathLength = view.getInt32(HEADER.pathLength);
  const code = view.getUint8(HEADER.type);
  const type = typeOf(code, view.getInt16(HEADER.subtype), pathLength);
  if (type === undefined) {
    throw new AnnotationError(
      `${title} is an ImageJ selection of the unknown type ${code}. Open it in ImageJ and save it as a polygon or points.`,
      file,
    );
  }
  const version = view.getInt16(HEADER.version);
  const subPixel = version >= 222 && (view.getInt16(HEADER.options) & SUB_PIXEL) !== 0;
  const bounds = { left, top, width: right - left, height: bottom - top };
  const box = (type === 'rectangle' || type === 'oval') && subPixel && version >= 223;
  const [x1, y1, x2, y2] = [0, 4, 8, 12].map((i) => view.getFloat32(HEADER.floats + i)) as [
    number,
    number,
    number,
    number,
  ];
  const points =
    type === 'line'
      ? [
          { x: x1, y: y1 },
          { x: x2, y: y2 },
        ]
      : storedPoints(view, type, bounds, subPixel);
  return {
    type,
    ...(box ? { left: x1, top: y1, width: x2, height: y2 } : bounds),
    points,
    ...(type === 'composite' ? { paths: composite(view, pathLength) } : {}),
    ...(type === 'freehand' && view.getInt16(HEADER.subtype) === SUBTYPE.ellipse
      ? { ellipse: { x1, y1, x2, y2, aspectRatio: view.getFloat32(HEADER.aspectRatio) } }
      : {}),
    ...(type === 'rectangle' ? { arcSize: view.getInt16(HEADER.arcSize) } : {}),
    ...stroke(view),
    position: view.getInt32(HEADER.position),
    ...readHeader2(view, type, points.length),
  };
}

function typeOf(code: number, subtype: number, pathLength: number): RoiType | undefined {
  if (pathLength > 0) return 'composite';
  if (subtype === SUBTYPE.text) return 'text';
  if (subtype === SUBTYPE.image) return 'image';
  const type = ROI_TYPES[code];
  return type === 'none' ? undefined : type;
}

/** Shorts are signed, but ImageJ takes those below -5000 as large unsigned ones. */
function short(view: DataView, at: number): number {
  const value = view.getInt16(at);
  return value < -5000 ? value + 0x10000 : value;
}

function storedPoints(
  view: DataView,
  type: RoiType,
  { left, top }: Pick<Roi, 'left' | 'top'>,
  subPixel: boolean,
): Point[] {
  if (['rectangle', 'oval', 'line', 'composite', 'text', 'image'].includes(type)) return [];
  const count = view.getUint16(HEADER.pointCount) || view.getInt32(HEADER.longCount);
  if (count <= 0) return [];
  const size = subPixel ? 4 : 2;
  const xs = HEADER.points + (subPixel ? 4 * count : 0);
  const ys = xs + size * count;
  // Before anything is made of a number that a damaged file may hold.
  if (ys + size * count > view.byteLength) throw new RangeError('points are missing');
  return Array.from({ length: count }, (_, i) =>
    subPixel
      ? { x: view.getFloat32(xs + 4 * i), y: view.getFloat32(ys + 4 * i) }
      : { x: left + Math.max(0, short(view, xs + 2 * i)), y: top + Math.max(0, short(view, ys + 2 * i)) },
  );
}

function composite(view: DataView, length: number): Ring[] {
  if (HEADER.points + 4 * length > view.byteLength) throw new RangeError('the path is missing');
  return pathRings(Array.from({ length }, (_, i) => view.getFloat32(HEADER.points + 4 * i)));
}

function stroke(view: DataView): Pick<Roi, 'strokeWidth' | 'strokeColour'> {
  const colour = view.getUint32(HEADER.strokeColour);
  const parts: Colour = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  return { strokeWidth: view.getInt16(HEADER.strokeWidth), ...(colour === 0 ? {} : { strokeColour: parts }) };
}

function readHeader2(view: DataView, type: RoiType, points: number): Partial<Roi> {
  const start = view.getInt32(HEADER.header2);
  if (start <= 0 || start + HEADER2.properties > view.byteLength) return {};
  const long = start + HEADER2.longGroup + 2 <= view.byteLength;
  const int = (at: number): number => (start + at + 4 <= view.byteLength ? view.getInt32(start + at) : 0);
  const name = text(view, int(HEADER2.name), int(HEADER2.name + 4));
  const properties = text(view, int(HEADER2.properties), int(HEADER2.properties + 4));
  const counters = type === 'point' && points <= view.byteLength / 4 ? int(HEADER2.counters) : 0;
  const counted =
    counters > 0 ? Array.from({ length: points }, (_, i) => view.getInt32(counters + 4 * i)) : undefined;
  return {
    ...(name === '' ? {} : { name }),
    channel: int(HEADER2.channel),
    slice: int(HEADER2.slice),
    frame: int(HEADER2.frame),
    group: view.getUint8(start + HEADER2.group) || (long ? view.getUint16(start + HEADER2.longGroup) : 0),
    ...(properties === '' ? {} : { properties: parseProperties(properties) }),
    ...(counted === undefined
      ? {}
      : { counters: counted.map((each) => each & 255), slices: counted.map((each) => each >> 8) }),
  };
}

/** UTF-16, big-endian. */
function text(view: DataView, at: number, length: number): string {
  if (at <= 0 || length <= 0) return '';
  if (at + 2 * length > view.byteLength) throw new RangeError('a text is missing');
  let characters = '';
  for (let i = 0; i < length; i++) characters += String.fromCharCode(view.getUint16(at + 2 * i));
  return characters;
}

/** Lines of `key: value`. */
function parseProperties(lines: string): ReadonlyMap<string, string> {
  const pairs = lines.split(/\r\n|\n|\r/).flatMap((line): (readonly [string, string])[] => {
    const match = /^\s*([^:=\s]+)\s*[:=]?\s*(.*)$/.exec(line);
    return match === null ? [] : [[match[1]!, match[2]!]];
  });
  return new Map(pairs);
}
