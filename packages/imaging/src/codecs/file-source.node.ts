import { type FileHandle, open } from 'node:fs/promises';
import { type ByteSource, requireInside } from './byte-source.js';

/** A file that is open until it is closed. */
export interface OpenFile extends ByteSource {
  close(): Promise<void>;
}

/** The most that the operating system reads at once. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * Opens a file for reading where its bytes are needed; it may be larger than what fits in memory.
 *
 * ```ts
 * const file = await openFile('slide.tif');
 * try {
 *   const source = await openImage(file, { name: 'slide.tif' });
 * } finally {
 *   await file.close();
 * }
 * ```
 *
 * @throws the operating system's error where the file cannot be opened
 */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    return {
      size,
      read: async (offset, length) => {
        requireInside(size, offset, length);
        return readFully(handle, offset, length);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const wanted = Math.min(MOST_AT_ONCE, length - done);
    const { bytesRead } = await handle.read(bytes, done, wanted, offset + done);
    // A file that was cut since it was opened must not be waited for.
    if (bytesRead === 0) throw new RangeError(`it ends at byte ${offset + done}, before it should`);
    done += bytesRead;
  }
  return bytes;
}
