import { viewBytes } from '../dtype.js';
import type { Tensor } from '../tensor.js';
import { fromBrainFloatBits, fromHalfBits } from './half.js';
import { parseHeader, type StoredType } from './header.js';

/** What a safetensors file holds. */
export interface TensorFile {
  /** In the order of their data in the file. */
  readonly tensors: Map<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const halves = (bytes: Uint8Array, decode: (bits: number) => number): Float32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 2 }, (_, i) => decode(view.getUint16(2 * i, true)));
};

const doubles = (bytes: Uint8Array): Float32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / 8 }, (_, i) => view.getFloat64(8 * i, true));
};

type Decoder = (bytes: Uint8Array, shape: readonly number[]) => Tensor;

const decoders: Record<StoredType, Decoder> = {
  F32: (bytes, shape) => ({ dtype: 'float32', shape, data: viewBytes('float32', bytes) }),
  F16: (bytes, shape) => ({ dtype: 'float32', shape, data: halves(bytes, fromHalfBits) }),
  BF16: (bytes, shape) => ({ dtype: 'float32', shape, data: halves(bytes, fromBrainFloatBits) }),
  F64: (bytes, shape) => ({ dtype: 'float32', shape, data: doubles(bytes) }),
  I64: (bytes, shape) => ({ dtype: 'int64', shape, data: viewBytes('int64', bytes) }),
  I32: (bytes, shape) => ({ dtype: 'int32', shape, data: viewBytes('int32', bytes) }),
  U8: (bytes, shape) => ({ dtype: 'uint8', shape, data: viewBytes('uint8', bytes) }),
  BOOL: (bytes, shape) => ({ dtype: 'bool', shape, data: viewBytes('bool', bytes) }),
};

/**
 * Reads a safetensors file (https://github.com/huggingface/safetensors). `F16`, `BF16` and `F64` become float32: the
 * first two exactly, `F64` rounded to nearest. The other types keep their values and, where alignment allows, share
 * memory with `bytes`.
 * @throws TensorFileError if the header, a type, a shape or an offset is wrong, or the file is cut short
 */
export function readSafetensors(bytes: Uint8Array): TensorFile {
  const { entries, metadata, dataStart } = parseHeader(bytes);
  const tensors = new Map<string, Tensor>();
  for (const { name, dtype, shape, begin, end } of entries) {
    // A plain view: subclasses of Uint8Array may slice without copying, which would leave data unaligned.
    const stored = new Uint8Array(bytes.buffer, bytes.byteOffset + dataStart + begin, end - begin);
    tensors.set(name, decoders[dtype](stored, shape));
  }
  return { tensors, metadata };
}
