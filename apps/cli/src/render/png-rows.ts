import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflate } from 'node:zlib';
import { type RowFile, unfinished } from './row-file.js';
import { pngChunks } from './write-png.js';

/** Begins a grey PNG of 16 bits a pixel, for labels up to 65,535. */
export async function startGreyPng(
  file: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<RowFile> {
  const part = unfinished(file);
  const input = new PassThrough();
  const written = pipeline(
    input,
    createDeflate(),
    pngChunks({ width, height, bitDepth: 16, colour: 'grey' }),
    createWriteStream(part),
  );
  // Whoever adds rows or finishes is told; until then nobody may listen.
  written.catch(() => {});
  return {
    add: async (rows) => {
      if (!input.write(filtered(rows, width))) await Promise.race([once(input, 'drain'), written]);
    },
    finish: async () => {
      input.end();
      await written;
      await rename(part, file);
    },
    discard: async () => {
      input.destroy();
      await written.catch(() => {});
      await rm(part, { force: true });
    },
  };
}

/** Rows of big-endian samples, each byte as its difference to that of the sample on its left (filter type 1). */
function filtered(rows: ArrayLike<number>, width: number): Uint8Array {
  const height = rows.length / width;
  const bytes = new Uint8Array(height * (1 + 2 * width));
  for (let y = 0, i = 0, to = 0; y < height; y++) {
    bytes[to++] = 1;
    let before = 0;
    for (let x = 0; x < width; x++, i++) {
      const value = rows[i]!;
      bytes[to++] = (value >> 8) - (before >> 8);
      bytes[to++] = value - before;
      before = value;
    }
  }
  return bytes;
}
