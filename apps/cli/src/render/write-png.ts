import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflate } from 'node:zlib';
import type { Image } from '@celltally/imaging';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Bytes that are handed to the compressor at once. */
const PORTION = 1 << 20;

/**
 * Writes a colour picture of 8 bits as PNG (W3C Portable Network Graphics, 2nd edition) row by row: beside the picture
 * itself it takes no memory to speak of.
 */
export async function writePng(file: string, image: Image): Promise<void> {
  const { width, height } = image;
  const chunks = pngChunks({ width, height, bitDepth: 8, colour: 'rgb' });
  await pipeline(Readable.from(portions(image)), createDeflate(), chunks, createWriteStream(file));
}

/** The rows, each sample as its difference to the one on its left (filter type 1), which compresses better. */
function* portions({ width, height, data }: Image): Generator<Uint8Array> {
  const area = width * height;
  const rowBytes = 1 + 3 * width;
  const rowsAtOnce = Math.max(1, Math.floor(PORTION / rowBytes));
  for (let top = 0; top < height; top += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, height - top);
    const portion = new Uint8Array(rows * rowBytes);
    for (let y = 0, to = 0; y < rows; y++) {
      portion[to++] = 1;
      const from = (top + y) * width;
      for (let x = 0; x < width; x++) {
        for (let at = from + x, c = 0; c < 3; c++, at += area) {
          portion[to++] = x === 0 ? data[at]! : data[at]! - data[at - 1]!;
        }
      }
    }
    yield portion;
  }
}

export interface PngFormat {
  readonly width: number;
  readonly height: number;
  readonly bitDepth: 8 | 16;
  readonly colour: 'grey' | 'rgb';
}

/** Wraps compressed rows into the chunks of a file. */
export function pngChunks({ width, height, bitDepth, colour }: PngFormat) {
  return async function* (compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const header = new DataView(new ArrayBuffer(13));
    header.setUint32(0, width);
    header.setUint32(4, height);
    header.setUint8(8, bitDepth);
    header.setUint8(9, colour === 'rgb' ? 2 : 0);
    yield SIGNATURE;
    yield chunk('IHDR', new Uint8Array(header.buffer));
    for await (const part of compressed) yield chunk('IDAT', part);
    yield chunk('IEND', new Uint8Array());
  };
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}
