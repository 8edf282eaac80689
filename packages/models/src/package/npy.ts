import {
  allocate,
  type DType,
  elementCount,
  fromHalfBits,
  type Tensor,
  tensor,
  toHalfBits,
} from '@celltally/engine';
import { PackageError } from '../errors.js';

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Start of the data is a multiple of this, so that it can be mapped. */
const ALIGNMENT = 64;

interface StoredType {
  readonly bytes: number;
  /** What the host holds. */
  readonly dtype: DType;
  read(view: DataView, at: number): number | bigint;
  write(view: DataView, at: number, value: number | bigint): void;
}

const stored = (
  dtype: DType,
  bytes: number,
  read: StoredType['read'],
  write: StoredType['write'],
): StoredType => ({ dtype, bytes, read, write });

/** NumPy's names of little-endian types, and how one element of each is read and written. */
const TYPES = {
  '<f4': stored(
    'float32',
    4,
    (v, at) => v.getFloat32(at, true),
    (v, at, x) => v.setFloat32(at, Number(x), true),
  ),
  '<f2': stored(
    'float32',
    2,
    (v, at) => fromHalfBits(v.getUint16(at, true)),
    (v, at, x) => v.setUint16(at, toHalfBits(Number(x)), true),
  ),
  '<f8': stored(
    'float32',
    8,
    (v, at) => v.getFloat64(at, true),
    (v, at, x) => v.setFloat64(at, Number(x), true),
  ),
  '<i8': stored(
    'int64',
    8,
    (v, at) => v.getBigInt64(at, true),
    (v, at, x) => v.setBigInt64(at, BigInt(x), true),
  ),
  '<i4': stored(
    'int32',
    4,
    (v, at) => v.getInt32(at, true),
    (v, at, x) => v.setInt32(at, Number(x), true),
  ),
  '<u2': stored(
    'int32',
    2,
    (v, at) => v.getUint16(at, true),
    (v, at, x) => v.setUint16(at, Number(x), true),
  ),
  '|u1': stored(
    'uint8',
    1,
    (v, at) => v.getUint8(at),
    (v, at, x) => v.setUint8(at, Number(x)),
  ),
  '|b1': stored(
    'bool',
    1,
    (v, at) => v.getUint8(at),
    (v, at, x) => v.setUint8(at, Number(x)),
  ),
} satisfies Record<string, StoredType>;

type TypeName = keyof typeof TYPES;

const usual: Readonly<Record<DType, TypeName>> = {
  float32: '<f4',
  int64: '<i8',
  int32: '<i4',
  uint8: '|u1',
  bool: '|b1',
};

/**
 * A tensor as the bytes of a `.npy` file, version 1.0, C order. With `as: '<f2'` floats are stored in half precision.
 * Format: numpy.lib.format.
 */
export function writeNpy(
  value: Tensor,
  { as = usual[value.dtype] }: { readonly as?: TypeName } = {},
): Uint8Array {
  const { bytes, write } = TYPES[as];
  const shape = value.shape.length === 1 ? `(${value.shape[0]},)` : `(${value.shape.join(', ')})`;
  const header = `{'descr': '${as}', 'fortran_order': False, 'shape': ${shape}, }`;
  const start = Math.ceil((10 + header.length + 1) / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(start + value.data.length * bytes);
  const view = new DataView(file.buffer);
  file.set([...MAGIC, 1, 0]);
  view.setUint16(8, start - 10, true);
  file.set(new TextEncoder().encode(`${header.padEnd(start - 11)}\n`), 10);
  for (let i = 0; i < value.data.length; i++) write(view, start + i * bytes, value.data[i]!);
  return file;
}

/**
 * Reads a `.npy` file of version 1, 2 or 3. Halves and doubles become float32, 16-bit integers int32.
 * @param name the file's name, for errors
 * @throws PackageError for another format, element type or order, or a file that is cut short
 */
export function readNpy(bytes: Uint8Array, name = 'tensor.npy'): Tensor {
  const refuse = (why: string): never => {
    throw new PackageError(name, why);
  };
  if (bytes.length < 12 || MAGIC.some((byte, i) => bytes[i] !== byte)) return refuse('is no .npy file');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const long = bytes[6]! > 1;
  const lengthBytes = long ? 4 : 2;
  const start = 8 + lengthBytes + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  const header = new TextDecoder('utf-8').decode(bytes.subarray(8 + lengthBytes, start));
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const shapeText = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (descr === undefined || shapeText === undefined)
    return refuse(`has the unreadable header ${header.trim()}`);
  if (!Object.hasOwn(TYPES, descr)) {
    return refuse(`has element type '${descr}': readable are ${Object.keys(TYPES).join(', ')}`);
  }
  const shape = shapeText.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  if (/'fortran_order'\s*:\s*True/.test(header) && shape.length > 1) {
    return refuse('is in Fortran order: save it in C order (numpy.ascontiguousarray)');
  }
  const type: StoredType = TYPES[descr as TypeName];
  const length = elementCount(shape);
  if (bytes.length - start < length * type.bytes) {
    return refuse(
      `is cut short: [${shape.join(', ')}] of '${descr}' needs ${length * type.bytes} bytes, there are ${bytes.length - start}`,
    );
  }
  const data = allocate(type.dtype, length);
  for (let i = 0; i < length; i++) data[i] = type.read(view, start + i * type.bytes) as never;
  return tensor(type.dtype, shape, data);
}
