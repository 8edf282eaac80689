import { type ByteSource, requireInside } from '../byte-source.js';
import { pagedSource } from '../paged-source.js';
import { TAG } from './tags.js';

/** The values of one tag, as they are stored. */
interface Entry {
  readonly type: number;
  readonly count: number;
  /** Holds the values from byte `at` on. */
  readonly view: DataView;
  readonly at: number;
}

/** One image file directory: the tags of one page that are read by any part of this decoder. */
export type Directory = ReadonlyMap<number, Entry>;

/** A TIFF or BigTIFF taken apart as far as its chain of directories; pixels stay where they are. */
export interface TiffFile {
  readonly source: ByteSource;
  readonly littleEndian: boolean;
  readonly directories: readonly Directory[];
}

const used: ReadonlySet<number> = new Set(Object.values(TAG));

/** Bytes of one value of each TIFF field type; index is the type. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** More than any sound file has, so that a damaged number does not fill the memory. */
const MOST_ENTRIES = 2 ** 16;
const MOST_VALUE_BYTES = 2 ** 28;

/** How the numbers of a file are written. */
interface Form {
  readonly little: boolean;
  readonly big: boolean;
}

/**
 * Reads the header and every directory of a TIFF (TIFF 6.0 §2) or BigTIFF, with the values of their tags.
 *
 * @throws RangeError where an offset points outside the file, or the chain of directories runs in a circle
 */
export async function readDirectories(source: ByteSource): Promise<TiffFile> {
  const paged = pagedSource(source);
  const header = viewOf(await paged.read(0, Math.min(16, source.size)));
  const little = header.getUint8(0) === 0x49;
  const form = { little, big: header.getUint16(2, little) === 43 };
  const directories: Directory[] = [];
  const seen = new Set<number>();
  let at = form.big ? offsetAt(header, 8, form) : offsetAt(header, 4, form);
  while (at !== 0) {
    if (seen.has(at)) throw new RangeError(`the directory at byte ${at} comes up twice`);
    seen.add(at);
    const { directory, next } = await readDirectory(paged, at, form);
    directories.push(directory);
    at = next;
  }
  if (directories.length === 0) throw new RangeError('it holds no page');
  return { source, littleEndian: little, directories };
}

async function readDirectory(
  source: ByteSource,
  start: number,
  form: Form,
): Promise<{ readonly directory: Directory; readonly next: number }> {
  const { little, big } = form;
  const headBytes = big ? 8 : 2;
  const entryBytes = big ? 20 : 12;
  const offsetBytes = big ? 8 : 4;
  requireInside(source.size, start, headBytes);
  const head = viewOf(await source.read(start, headBytes));
  const entries = big ? offsetAt(head, 0, form) : head.getUint16(0, little);
  const tableBytes = entries * entryBytes + offsetBytes;
  if (entries > MOST_ENTRIES || start + headBytes + tableBytes > source.size) {
    throw new RangeError('a directory exceeds the file');
  }
  const view = viewOf(await source.read(start + headBytes, tableBytes));
  const tags = new Map<number, Entry>();
  for (let at = 0; at < entries * entryBytes; at += entryBytes) {
    const tag = view.getUint16(at, little);
    // Private tags of careless writers may point anywhere.
    if (!used.has(tag)) continue;
    const type = view.getUint16(at + 2, little);
    const count = offsetAt(view, at + 4, form);
    const bytes = (typeBytes[type] ?? 0) * count;
    if (bytes === 0) continue;
    const field = at + 4 + offsetBytes;
    if (bytes <= offsetBytes) {
      tags.set(tag, { type, count, view, at: field });
      continue;
    }
    const values = offsetAt(view, field, form);
    if (bytes > MOST_VALUE_BYTES || values + bytes > source.size) {
      throw new RangeError(`the values of tag ${tag} lie beyond its end`);
    }
    tags.set(tag, { type, count, view: viewOf(await source.read(values, bytes)), at: 0 });
  }
  return { directory: tags, next: offsetAt(view, entries * entryBytes, form) };
}

/** An offset or count, which BigTIFF writes with 64 bits. */
function offsetAt(view: DataView, at: number, { little, big }: Form): number {
  return big ? unsigned64(view, at, little) : view.getUint32(at, little);
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** All numbers of a tag, rationals as quotients; undefined where the directory lacks the tag. */
export function numbers(file: TiffFile, directory: Directory, tag: number): number[] | undefined {
  const entry = directory.get(tag);
  if (entry === undefined) return undefined;
  const step = typeBytes[entry.type]!;
  return Array.from({ length: entry.count }, (_, i) => value(file, entry, entry.at + i * step));
}

/** The first number of a tag; undefined where the directory lacks the tag. */
export function number(file: TiffFile, directory: Directory, tag: number): number | undefined {
  const entry = directory.get(tag);
  return entry === undefined ? undefined : value(file, entry, entry.at);
}

/** The text of a tag, as UTF-8 or, where it is none, as Latin-1. */
export function text(directory: Directory, tag: number): string | undefined {
  const entry = directory.get(tag);
  if (entry === undefined) return undefined;
  let bytes = storedBytes(entry, entry.count);
  const end = bytes.indexOf(0);
  if (end >= 0) bytes = bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** The bytes of a tag as they stand. */
export function rawBytes(directory: Directory, tag: number): Uint8Array | undefined {
  const entry = directory.get(tag);
  return entry && storedBytes(entry, entry.count * typeBytes[entry.type]!);
}

function storedBytes({ view, at }: Entry, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + at, length);
}

function value({ littleEndian: little }: TiffFile, { type, view }: Entry, at: number): number {
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
