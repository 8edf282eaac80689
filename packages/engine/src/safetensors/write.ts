import type { DType } from '../dtype.js';
import { TensorFileError } from '../errors.js';
import { floatData, type Tensor, tensor } from '../tensor.js';
import { toHalfBits } from './half.js';
import { type StoredType, storedBytes } from './header.js';

export interface WriteOptions {
  /** How float32 is stored: exactly, or as half precision rounded to nearest even. Default: `F32`. */
  readonly float32As?: 'F32' | 'F16';
}

const storedTypes: Record<DType, StoredType> = {
  float32: 'F32',
  int64: 'I64',
  int32: 'I32',
  uint8: 'U8',
  bool: 'BOOL',
};

interface Block {
  readonly name: string;
  readonly dtype: StoredType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

function encode(name: string, value: Tensor, float32As: 'F32' | 'F16'): Block {
  if (name === '__metadata__') {
    throw new TensorFileError('"__metadata__" is reserved by the format; give the tensor another name');
  }
  const { dtype, shape, data } = tensor(value.dtype, value.shape, value.data);
  if (dtype === 'float32' && float32As === 'F16') {
    const halves = Uint16Array.from(floatData(value), toHalfBits);
    return { name, dtype: 'F16', shape, bytes: new Uint8Array(halves.buffer) };
  }
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dtype: storedTypes[dtype], shape, bytes };
}

function encodeHeader(blocks: readonly Block[], metadata: Readonly<Record<string, string>>): Uint8Array {
  const header: [string, unknown][] = Object.keys(metadata).length > 0 ? [['__metadata__', metadata]] : [];
  let offset = 0;
  for (const { name, dtype, shape, bytes } of blocks) {
    header.push([name, { dtype, shape, data_offsets: [offset, offset + bytes.byteLength] }]);
    offset += bytes.byteLength;
  }
  // Object.fromEntries would reorder integer-like names, which is harmless: the offsets say where the data is.
  const text = JSON.stringify(Object.fromEntries(header));
  const encoded = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil(encoded.byteLength / 8) * 8).fill(0x20);
  padded.set(encoded);
  return padded;
}

/**
 * Writes a safetensors file. The data starts at a multiple of 8 bytes and wider elements come first, so that every
 * tensor is aligned for its type and readers can map it without copying. Tensors of one width keep their order.
 * @throws TensorFileError for the reserved name `__metadata__`
 * @throws TensorError if a tensor's data does not fit its shape
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor> | Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
  { float32As = 'F32' }: WriteOptions = {},
): Uint8Array<ArrayBuffer> {
  const entries = tensors instanceof Map ? [...tensors] : Object.entries(tensors as Record<string, Tensor>);
  const blocks = entries
    .map(([name, value]) => encode(name, value, float32As))
    .sort((a, b) => storedBytes[b.dtype] - storedBytes[a.dtype]);
  const header = encodeHeader(blocks, metadata);
  const dataBytes = blocks.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const file = new Uint8Array(8 + header.byteLength + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.byteLength), true);
  file.set(header, 8);
  let position = 8 + header.byteLength;
  for (const { bytes } of blocks) {
    file.set(bytes, position);
    position += bytes.byteLength;
  }
  return file;
}
