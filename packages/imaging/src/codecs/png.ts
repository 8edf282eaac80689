import { type DecodedPng, decode } from 'fast-png';
import type { Image, ImageSource } from '../image.js';
import { failedDecoding, unsupportedFile } from './failures.js';
import { fromPalette } from './palette.js';
import { toPlanar } from './planar.js';
import { stillSource } from './still-source.js';
import { stretchToByte, unpackBits } from './unpack-bits.js';
import { requireDecodable } from './whole-file.js';

/**
 * Opens a PNG of any colour type and depth (W3C Portable Network Graphics, 2nd edition).
 * 8 and 16 bit samples come out as stored; 1, 2 and 4 bit greys are stretched over 0 to 255; indexed pictures
 * come out in their colours, or as one channel where these are greys. Alpha and `tRNS` are dropped: the colour
 * under a transparent pixel is kept.
 *
 * @throws ImageFormatError where the file is damaged, too large, or interlaced with fewer than 8 bits per sample
 */
export async function openPng(bytes: Uint8Array, name?: string): Promise<ImageSource> {
  if (bytes[28] === 1 && bytes[24]! < 8) {
    throw unsupportedFile(
      'png',
      name,
      `interlaced with ${bytes[24]} bits per sample`,
      'Save it without interlacing.',
    );
  }
  if (bytes.length > 26) requireDecodable('png', name, statedSize(bytes));
  try {
    return stillSource('png', toImage(decode(bytes, { checkCrc: true })));
  } catch (cause) {
    throw failedDecoding('png', name, cause);
  }
}

/** Samples stored per pixel, by the colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 2: 3, 4: 2, 6: 4 };

/** The size in the IHDR chunk, which every PNG file begins with. */
function statedSize(bytes: Uint8Array): { width: number; height: number; channels: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20), channels: SAMPLES[bytes[25]!] ?? 1 };
}

function toImage(png: DecodedPng): Image {
  const { width, height, depth } = png;
  const samples = unpacked(png);
  if (png.palette !== undefined) {
    const palette = Uint8Array.from(png.palette.flatMap((colour) => colour.slice(0, 3)));
    return fromPalette(samples, palette, width, height);
  }
  const grey = png.channels < 3;
  const stretched = depth < 8 && samples instanceof Uint8Array ? stretchToByte(samples, depth) : samples;
  return {
    width,
    height,
    channels: grey ? 1 : 3,
    colour: grey ? 'grey' : 'rgb',
    bitDepth: depth === 16 ? 16 : 8,
    data: toPlanar(stretched, width * height, png.channels, grey ? 1 : 3),
  };
}

function unpacked(png: DecodedPng): Uint8Array | Uint16Array {
  const { width, height, depth } = png;
  if (png.data instanceof Uint16Array) return png.data;
  const packed = new Uint8Array(png.data);
  return depth < 8 ? unpackBits(packed, depth, width, height, new Uint8Array(width * height)) : packed;
}
