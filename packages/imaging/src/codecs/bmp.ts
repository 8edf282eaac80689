import type { Image, ImageSource } from '../image.js';
import { brokenFile, failedDecoding, unsupportedFile } from './failures.js';
import { fromPalette } from './palette.js';
import { stillSource } from './still-source.js';
import { unpackBits } from './unpack-bits.js';
import { requireDecodable } from './whole-file.js';

interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Rows stand from the top down (a negative height), not from the bottom up. */
  readonly topDown: boolean;
  readonly bits: number;
  readonly compression: number;
  readonly pixelsAt: number;
  readonly rowBytes: number;
}

/**
 * Opens an uncompressed Windows bitmap: 1, 2, 4 and 8 bit indexed, 16, 24 and 32 bit colour, bottom-up or
 * top-down. A palette of greys gives one grey channel. The fourth byte of 32-bit pixels is dropped.
 *
 * @throws ImageFormatError where the file is damaged, too large, run-length coded, or holds a JPEG or PNG
 */
export async function openBmp(bytes: Uint8Array, name?: string): Promise<ImageSource> {
  if (bytes.length < 26) throw brokenFile('bmp', name, 'no header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const header = readHeader(view);
    if (![0, 3, 6].includes(header.compression)) {
      const remedy = 'Save it without compression, or as PNG.';
      throw unsupportedFile('bmp', name, `with compression method ${header.compression}`, remedy);
    }
    if (header.pixelsAt + header.rowBytes * header.height > bytes.length) {
      throw new RangeError(`its ${header.width} x ${header.height} pixels need more bytes than there are`);
    }
    requireDecodable('bmp', name, { ...header, channels: header.bits <= 8 ? 1 : 3 });
    return stillSource('bmp', header.bits <= 8 ? indexed(view, bytes, header) : direct(view, header));
  } catch (cause) {
    throw cause instanceof RangeError ? failedDecoding('bmp', name, cause) : cause;
  }
}

function readHeader(view: DataView): BmpHeader {
  const core = view.getUint32(14, true) === 12;
  const width = core ? view.getUint16(18, true) : view.getInt32(18, true);
  const signedHeight = core ? view.getUint16(20, true) : view.getInt32(22, true);
  const bits = view.getUint16(core ? 24 : 28, true);
  const height = Math.abs(signedHeight);
  if (width < 1 || height < 1) throw new RangeError(`a size of ${width} x ${signedHeight}`);
  if (![1, 2, 4, 8, 16, 24, 32].includes(bits)) throw new RangeError(`${bits} bits per pixel`);
  return {
    width,
    height,
    topDown: signedHeight < 0,
    bits,
    compression: core ? 0 : view.getUint32(30, true),
    pixelsAt: view.getUint32(10, true),
    rowBytes: Math.ceil((width * bits) / 32) * 4,
  };
}

function rowStart(header: BmpHeader, y: number): number {
  return header.pixelsAt + (header.topDown ? y : header.height - 1 - y) * header.rowBytes;
}

function indexed(view: DataView, bytes: Uint8Array, header: BmpHeader): Image {
  const { width, height, bits } = header;
  const indices = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = rowStart(header, y);
    const row = bytes.subarray(start, start + header.rowBytes);
    unpackBits(row, bits, width, 1, indices.subarray(y * width, (y + 1) * width));
  }
  return fromPalette(indices, readPalette(view, header), width, height);
}

/** The colours stand after the header as blue, green, red and, in all but the oldest files, a spare byte. */
function readPalette(view: DataView, header: BmpHeader): Uint8Array {
  const headerBytes = view.getUint32(14, true);
  const entry = headerBytes === 12 ? 3 : 4;
  const at = 14 + headerBytes;
  const declared = headerBytes === 12 ? 0 : view.getUint32(46, true);
  const room = Math.floor((header.pixelsAt - at) / entry);
  const colours = Math.max(0, Math.min(declared === 0 ? 2 ** header.bits : declared, room));
  const palette = new Uint8Array(colours * 3);
  for (let i = 0; i < colours; i++) {
    for (let c = 0; c < 3; c++) palette[i * 3 + c] = view.getUint8(at + i * entry + 2 - c);
  }
  return palette;
}

function direct(view: DataView, header: BmpHeader): Image {
  const { width, height, bits, compression } = header;
  const area = width * height;
  const data = new Uint8Array(area * 3);
  const masks = compression === 0 ? defaultMasks(bits) : [54, 58, 62].map((at) => view.getUint32(at, true));
  const fields = masks.map(field);
  const step = bits / 8;
  for (let y = 0; y < height; y++) {
    const start = rowStart(header, y);
    for (let x = 0; x < width; x++) {
      const at = start + x * step;
      const pixel = step === 2 ? view.getUint16(at, true) : uint24or32(view, at, step);
      fields.forEach(({ shift, max }, c) => {
        data[c * area + y * width + x] = Math.round((((pixel >>> shift) & max) * 255) / max);
      });
    }
  }
  return { width, height, channels: 3, colour: 'rgb', bitDepth: 8, data };
}

function uint24or32(view: DataView, at: number, step: number): number {
  return step === 4 ? view.getUint32(at, true) : view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function defaultMasks(bits: number): number[] {
  return bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
}

function field(mask: number): { shift: number; max: number } {
  if (mask === 0) throw new RangeError('an empty colour mask');
  const shift = 31 - Math.clz32(mask & -mask);
  return { shift, max: mask >>> shift };
}
