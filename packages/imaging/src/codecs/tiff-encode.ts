import { ImageFormatError } from '../errors.js';
import type { Image } from '../image.js';
import { toInterleaved } from './planar.js';
import { TAG } from './tiff/tags.js';

const short = 3;
const long = 4;
const rational = 5;

/** Bytes per value of the field types above. */
const typeBytes = { [short]: 2, [long]: 4, [rational]: 8 };

interface Field {
  readonly tag: number;
  readonly type: typeof short | typeof long | typeof rational;
  readonly values: readonly number[];
}

export interface TiffEncodeOptions {
  /** Side of a pixel in µm, written as resolution in pixels per centimetre. Default: not stated. */
  readonly pixelSize?: { readonly x: number; readonly y: number };
}

/**
 * Encodes an image as baseline TIFF (TIFF 6.0, part 1), exactly and without compression: one strip, little-endian;
 * 8 or 16 bit integers or 32 bit floats; one channel as grey, three as RGB.
 *
 * @throws ImageFormatError for another number of channels
 */
export function encodeTiff(image: Image, options: TiffEncodeOptions = {}): Uint8Array {
  const { width, height, channels, data } = image;
  if (channels !== 1 && channels !== 3) {
    const remedy = 'select 1 or 3 channels, or write one file per channel.';
    throw new ImageFormatError(
      `A baseline TIFF is grey or RGB, but the image has ${channels} channels; ${remedy}`,
      'tiff',
    );
  }
  const size = data.BYTES_PER_ELEMENT;
  const perChannel = (value: number) => Array.from({ length: channels }, () => value);
  const fields: Field[] = [
    { tag: TAG.width, type: long, values: [width] },
    { tag: TAG.height, type: long, values: [height] },
    { tag: TAG.bitsPerSample, type: short, values: perChannel(size * 8) },
    { tag: TAG.compression, type: short, values: [1] },
    { tag: TAG.photometric, type: short, values: [channels === 3 ? 2 : 1] },
    { tag: TAG.stripOffsets, type: long, values: [8] },
    { tag: TAG.samplesPerPixel, type: short, values: [channels] },
    { tag: TAG.rowsPerStrip, type: long, values: [height] },
    { tag: TAG.stripByteCounts, type: long, values: [data.byteLength] },
    ...resolution(options),
    { tag: TAG.sampleFormat, type: short, values: perChannel(data instanceof Float32Array ? 3 : 1) },
  ];
  // Directories start on an even byte.
  const directoryAt = 8 + data.byteLength + (data.byteLength % 2);
  const out = new DataView(new ArrayBuffer(directoryAt + directoryBytes(fields)));
  out.setUint32(0, 0x002a4949, true);
  out.setUint32(4, directoryAt, true);
  writeSamples(out, toInterleaved(data, width * height, channels));
  writeDirectory(out, directoryAt, fields);
  return new Uint8Array(out.buffer);
}

function resolution({ pixelSize }: TiffEncodeOptions): Field[] {
  if (pixelSize === undefined) return [];
  const perCentimetre = (side: number) => [Math.round((1e4 / side) * 1000), 1000];
  return [
    { tag: TAG.xResolution, type: rational, values: perCentimetre(pixelSize.x) },
    { tag: TAG.yResolution, type: rational, values: perCentimetre(pixelSize.y) },
    { tag: TAG.resolutionUnit, type: short, values: [3] },
  ];
}

function valueBytes({ type, values }: Field): number {
  return type === rational ? 8 : typeBytes[type] * values.length;
}

function directoryBytes(fields: readonly Field[]): number {
  const outside = fields.map(valueBytes).filter((bytes) => bytes > 4);
  return 2 + fields.length * 12 + 4 + outside.reduce((sum, bytes) => sum + bytes, 0);
}

function writeSamples(out: DataView, data: Image['data']): void {
  for (let i = 0; i < data.length; i++) {
    if (data instanceof Float32Array) out.setFloat32(8 + i * 4, data[i]!, true);
    else if (data instanceof Uint16Array) out.setUint16(8 + i * 2, data[i]!, true);
    else out.setUint8(8 + i, data[i]!);
  }
}

function writeDirectory(out: DataView, start: number, fields: readonly Field[]): void {
  out.setUint16(start, fields.length, true);
  let outside = start + 2 + fields.length * 12 + 4;
  fields.forEach((field, i) => {
    const at = start + 2 + i * 12;
    const bytes = valueBytes(field);
    out.setUint16(at, field.tag, true);
    out.setUint16(at + 2, field.type, true);
    out.setUint32(at + 4, field.type === rational ? 1 : field.values.length, true);
    let to = at + 8;
    if (bytes > 4) {
      out.setUint32(at + 8, outside, true);
      to = outside;
      outside += bytes;
    }
    const step = field.type === short ? 2 : 4;
    for (const [n, value] of field.values.entries()) {
      if (step === 2) out.setUint16(to + n * 2, value, true);
      else out.setUint32(to + n * 4, value, true);
    }
  });
}
