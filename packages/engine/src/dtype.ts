/** Element types that graphs and host tensors use. */
export type DType = 'float32' | 'int64' | 'int32' | 'bool' | 'uint8';

/** The typed array that holds each element type on the host; `bool` is one byte per value. */
export interface DTypeArrays {
  float32: Float32Array<ArrayBufferLike>;
  int64: BigInt64Array<ArrayBufferLike>;
  int32: Int32Array<ArrayBufferLike>;
  bool: Uint8Array<ArrayBufferLike>;
  uint8: Uint8Array<ArrayBufferLike>;
}

export type TensorData = DTypeArrays[DType];

const constructors = {
  float32: Float32Array,
  int64: BigInt64Array,
  int32: Int32Array,
  bool: Uint8Array,
  uint8: Uint8Array,
} as const;

/** Bytes of one element. */
export const bytesPerElement = (dtype: DType): number => constructors[dtype].BYTES_PER_ELEMENT;

/** A zeroed array of `length` elements of `dtype`. */
export function allocate<D extends DType>(dtype: D, length: number): DTypeArrays[D] {
  return new constructors[dtype](length) as DTypeArrays[D];
}

/** A typed view over bytes (aligned by copying where needed). */
export function viewBytes<D extends DType>(dtype: D, bytes: Uint8Array): DTypeArrays[D] {
  const size = bytesPerElement(dtype);
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  const buffer = aligned.buffer as ArrayBuffer;
  return new constructors[dtype](buffer, aligned.byteOffset, aligned.byteLength / size) as DTypeArrays[D];
}
