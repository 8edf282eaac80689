import { TAG } from './tags.js';

/** Where the values of one tag stand in the file. */
interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** One image file directory: the tags of one page. */
export type Directory = ReadonlyMap<number, Entry>;

/** A TIFF or BigTIFF taken apart as far as its chain of directories. */
export interface TiffFile {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;
  readonly directories: readonly Directory[];
}

const used: ReadonlySet<number> = new Set(Object.values(TAG));

/** Bytes of one value of each TIFF field type; index is the type. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/**
 * Reads the header and every directory of a TIFF (TIFF 6.0 §2) or BigTIFF.
 *
 * @throws RangeError where an offset points outside the file, or the chain of directories runs in a circle
 */
export function readDirectories(bytes: Uint8Array): TiffFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  const big = view.getUint16(2, littleEndian) === 43;
  const directories: Directory[] = [];
  const seen = new Set<number>();
  let at = big ? unsigned64(view, 8, littleEndian) : view.getUint32(4, littleEndian);
  while (at !== 0) {
    if (seen.has(at)) throw new RangeError(`the directory at byte ${at} comes up twice`);
    seen.add(at);
    const { directory, next } = readDirectory(view, at, littleEndian, big);
    directories.push(directory);
    at = next;
  }
  if (directories.length === 0) throw new RangeError('it holds no page');
  return { bytes, view, littleEndian, directories };
}

function readDirectory(view: DataView, start: number, little: boolean, big: boolean) {
  const entries = big ? unsigned64(view, start, little) : view.getUint16(start, little);
  const entryBytes = big ? 20 : 12;
  const inlineBytes = big ? 8 : 4;
  const tags = new Map<number, Entry>();
  let at = start + (big ? 8 : 2);
  if (at + entries * entryBytes > view.byteLength) throw new RangeError('a directory exceeds the file');
  for (let i = 0; i < entries; i++, at += entryBytes) {
    const type = view.getUint16(at + 2, little);
    const count = big ? unsigned64(view, at + 4, little) : view.getUint32(at + 4, little);
    const bytes = (typeBytes[type] ?? 0) * count;
    const field = at + (big ? 12 : 8);
    const elsewhere = bytes > inlineBytes;
    const values = !elsewhere ? field : big ? unsigned64(view, field, little) : view.getUint32(field, little);
    const tag = view.getUint16(at, little);
    if (bytes > 0 && values + bytes <= view.byteLength) tags.set(tag, { type, count, at: values });
    // Private tags of careless writers may point anywhere; those that are read may not.
    else if (bytes > 0 && used.has(tag)) throw new RangeError(`the values of tag ${tag} lie beyond its end`);
  }
  return { directory: tags, next: big ? unsigned64(view, at, little) : view.getUint32(at, little) };
}

/** All numbers of a tag, rationals as quotients; undefined where the directory lacks the tag. */
export function numbers(file: TiffFile, directory: Directory, tag: number): number[] | undefined {
  const entry = directory.get(tag);
  if (entry === undefined) return undefined;
  const step = typeBytes[entry.type]!;
  return Array.from({ length: entry.count }, (_, i) => value(file, entry.type, entry.at + i * step));
}

/** The first number of a tag; undefined where the directory lacks the tag. */
export function number(file: TiffFile, directory: Directory, tag: number): number | undefined {
  const entry = directory.get(tag);
  return entry === undefined ? undefined : value(file, entry.type, entry.at);
}

/** The text of a tag, as UTF-8 or, where it is none, as Latin-1. */
export function text(file: TiffFile, directory: Directory, tag: number): string | undefined {
  const entry = directory.get(tag);
  if (entry === undefined) return undefined;
  let bytes = file.bytes.subarray(entry.at, entry.at + entry.count);
  const end = bytes.indexOf(0);
  if (end >= 0) bytes = bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** The bytes of a tag as they stand. */
export function rawBytes(file: TiffFile, directory: Directory, tag: number): Uint8Array | undefined {
  const entry = directory.get(tag);
  return entry && file.bytes.subarray(entry.at, entry.at + entry.count * typeBytes[entry.type]!);
}

function value({ view, littleEndian: little }: TiffFile, type: number, at: number): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little);
    case 4:
    case 13:
      return view.getUint32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, little);
    case 9:
      return view.getInt32(at, little);
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little);
    case 11:
      return view.getFloat32(at, little);
    case 12:
      return view.getFloat64(at, little);
    case 16:
    case 18:
      return unsigned64(view, at, little);
    case 17:
      return Number(view.getBigInt64(at, little));
    default:
      return view.getUint8(at);
  }
}

function unsigned64(view: DataView, at: number, little: boolean): number {
  return Number(view.getBigUint64(at, little));
}
