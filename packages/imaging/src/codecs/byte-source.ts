/**
 * Bytes that are read where they are needed: a file on disk (`openFile` of `@celltally/imaging/node`), a `Blob` of a
 * page, or an array. So a picture need not fit in memory to be opened.
 */
export interface ByteSource {
  /** How many bytes there are. */
  readonly size: number;
  /**
   * The `length` bytes from `offset` on.
   * @throws RangeError where they reach beyond the end
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Frees what stands behind the source. Called by whoever opened it, not by whoever reads from it. */
  close?(): Promise<void>;
}

/** What is used of a `Blob` or `File`. */
export interface BlobLike {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** An array as a source; what is read are views of it. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  // Node's Buffer shares memory on slice(), which decoders do not expect.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    size: plain.length,
    read: async (offset, length) => {
      requireInside(plain.length, offset, length);
      return plain.subarray(offset, offset + length);
    },
  };
}

/** A `Blob` or `File`, as pages get them from people, as a source. */
export function blobSource(blob: BlobLike): ByteSource {
  return {
    size: blob.size,
    read: async (offset, length) => {
      requireInside(blob.size, offset, length);
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
  };
}

/** Bytes or a source, as a source. */
export function sourceOf(bytes: Uint8Array | ByteSource): ByteSource {
  return bytes instanceof Uint8Array ? bytesSource(bytes) : bytes;
}

/** @throws RangeError unless all bytes that are asked for are there */
export function requireInside(size: number, offset: number, length: number): void {
  if (offset >= 0 && length >= 0 && offset + length <= size) return;
  throw new RangeError(`it has ${size} bytes, but bytes ${offset} to ${offset + length} are wanted`);
}
