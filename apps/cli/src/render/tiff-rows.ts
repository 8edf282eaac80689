import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { type TiffLayout, tiffFrame } from '@celltally/imaging';
import { type RowFile, unfinished } from './row-file.js';

/**
 * Begins a grey TIFF of 32 bits a pixel: floats, or whole numbers for labels.
 *
 * @throws ImageFormatError for more than 4 GiB
 */
export async function startTiff(
  file: string,
  layout: Pick<TiffLayout, 'width' | 'height' | 'format'>,
): Promise<RowFile> {
  const { head, tail } = tiffFrame({ ...layout, channels: 1, bits: 32 });
  const part = unfinished(file);
  const handle = await open(part, 'w');
  await write(handle, head);
  return {
    add: (rows) => write(handle, littleEndian(rows)),
    finish: async () => {
      await write(handle, tail);
      await handle.close();
      await rename(part, file);
    },
    discard: async () => {
      await handle.close();
      await rm(part, { force: true });
    },
  };
}

/** All of the bytes: one call may write fewer. */
async function write(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at);
    at += bytesWritten;
  }
}

function littleEndian(rows: Float32Array | Uint32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(rows.byteLength));
  const floats = rows instanceof Float32Array;
  for (let i = 0; i < rows.length; i++) {
    if (floats) view.setFloat32(4 * i, rows[i]!, true);
    else view.setUint32(4 * i, rows[i]!, true);
  }
  return new Uint8Array(view.buffer);
}
