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
  /** Store 32 bit samples as unsigned integers: label images. Default: as floats. */
  readonly wholeNumbers?: boolean;
}

/** The samples of a TIFF to be written: little-endian, row by row, the channels of a pixel one after the other. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  /** One channel is grey, three are RGB. */
  readonly channels: number;
  readonly bits: 8 | 16 | 32;
  readonly format: 'unsigned' | 'float';
}

/** What stands before and after the samples. */
export interface TiffFrame {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Offsets in a TIFF have 32 bits (TIFF 6.0, section 2). */
const LARGEST = 2 ** 32;

/**
 * A baseline TIFF (TIFF 6.0, part 1) but for its samples, for pictures that are written piece by piece: one strip,
 * uncompressed, little-endian.
 *
 * @throws ImageFormatError for another number of channels, and for more than 4 GiB
 */
export function tiffFrame(
  { width, height, channels, bits, format }: TiffLayout,
  options: Pick<TiffEncodeOptions, 'pixelSize'> = {},
): TiffFrame {
  if (channels !== 1 && channels !== 3) {
    const remedy = 'select 1 or 3 channels, or write one file per channel.';
    throw new ImageFormatError(
      `A baseline TIFF is grey or RGB, but the image has ${channels} channels; ${remedy}`,
      'tiff',
    );
  }
  const bytes = (width * height * channels * bits) / 8;
  const perChannel = (value: number) => Array.from({ length: channels }, () => value);
  const fields: Field[] = [
    { tag: TAG.width, type: long, values: [width] },
    { tag: TAG.height, type: long, values: [height] },
    { tag: TAG.bitsPerSample, type: short, values: perChannel(bits) },
    { tag: TAG.compression, type: short, values: [1] },
    { tag: TAG.photometric, type: short, values: [channels === 3 ? 2 : 1] },
    { tag: TAG.stripOffsets, type: long, values: [HEAD_BYTES] },
    { tag: TAG.samplesPerPixel, type: short, values: [channels] },
    { tag: TAG.rowsPerStrip, type: long, values: [height] },
    { tag: TAG.stripByteCounts, type: long, values: [bytes] },
    ...resolution(options),
    { tag: TAG.sampleFormat, type: short, values: perChannel(format === 'float' ? 3 : 1) },
  ];
  // Directories start on an even byte.
  const odd = bytes % 2;
  const directoryAt = HEAD_BYTES + bytes + odd;
  if (directoryAt + directoryBytes(fields) > LARGEST) {
    throw new ImageFormatError(
      `A TIFF holds up to 4 GiB, but ${width} x ${height} x ${channels} samples of ${bits} bits take ` +
        `${(bytes / 2 ** 30).toFixed(1)} GiB; write the picture in parts.`,
      'tiff',
    );
  }
  const head = new DataView(new ArrayBuffer(HEAD_BYTES));
  head.setUint32(0, 0x002a4949, true);
  head.setUint32(4, directoryAt, true);
  const tail = new DataView(new ArrayBuffer(odd + directoryBytes(fields)));
  writeDirectory(tail, odd, directoryAt - odd, fields);
  return { head: new Uint8Array(head.buffer), tail: new Uint8Array(tail.buffer) };
}

/** Bytes before the samples. */
const HEAD_BYTES = 8;

/**
 * Encodes an image as baseline TIFF, exactly and without compression: 8, 16 or 32 bit integers or 32 bit floats; one
 * channel as grey, three as RGB.
 *
 * @throws ImageFormatError as tiffFrame does
 */
export function encodeTiff(image: Image, options: TiffEncodeOptions = {}): Uint8Array {
  const { width, height, channels, data } = image;
  const bits = (8 * data.BYTES_PER_ELEMENT) as TiffLayout['bits'];
  const format = data instanceof Float32Array && options.wholeNumbers !== true ? 'float' : 'unsigned';
  const { head, tail } = tiffFrame({ width, height, channels, bits, format }, options);
  const out = new Uint8Array(head.length + data.byteLength + tail.length);
  out.set(head);
  const samples = toInterleaved(data, width * height, channels);
  writeSamples(new DataView(out.buffer, head.length), samples, format === 'float');
  out.set(tail, head.length + data.byteLength);
  return out;
}

function resolution({ pixelSize }: Pick<TiffEncodeOptions, 'pixelSize'>): Field[] {
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

function writeSamples(out: DataView, data: Image['data'], floats: boolean): void {
  for (let i = 0; i < data.length; i++) {
    if (floats) out.setFloat32(i * 4, data[i]!, true);
    else if (data instanceof Float32Array) out.setUint32(i * 4, data[i]!, true);
    else if (data instanceof Uint16Array) out.setUint16(i * 2, data[i]!, true);
    else out.setUint8(i, data[i]!);
  }
}

/** Writes a directory at `start` of a piece of a file that begins at `offset` of it. */
function writeDirectory(out: DataView, start: number, offset: number, fields: readonly Field[]): void {
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
      out.setUint32(at + 8, offset + outside, true);
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
