import type { Samples } from '../../image.js';
import { unpackBits } from '../unpack-bits.js';
import type { Layout } from './layout.js';

/** An array of the type in which a page's samples are handed out. */
export function sampleArray(layout: Pick<Layout, 'bits' | 'format'>, length: number): Samples {
  if (layout.format !== 'unsigned' || layout.bits > 16) return new Float32Array(length);
  return layout.bits > 8 ? new Uint16Array(length) : new Uint8Array(length);
}

/**
 * Reads stored samples: unsigned integers of up to 16 bits as they are, everything else as 32 bit floats
 * (exact for integers up to 2^24).
 */
export function readSamples(
  bytes: Uint8Array,
  layout: Pick<Layout, 'bits' | 'format'>,
  littleEndian: boolean,
  perRow: number,
  rows: number,
): Samples {
  const count = perRow * rows;
  if (layout.bits === 8 && layout.format === 'unsigned') return bytes.subarray(0, count);
  const out = sampleArray(layout, count);
  if (layout.bits % 8 !== 0) return unpackBits(bytes, layout.bits, perRow, rows, out);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readers[`${layout.format}${layout.bits}`]!;
  const size = layout.bits / 8;
  for (let i = 0; i < count; i++) out[i] = read(view, i * size, littleEndian);
  return out;
}

type Reader = (view: DataView, at: number, little: boolean) => number;

const readers: Readonly<Record<string, Reader>> = {
  unsigned16: (view, at, little) => view.getUint16(at, little),
  unsigned32: (view, at, little) => view.getUint32(at, little),
  unsigned64: (view, at, little) => Number(view.getBigUint64(at, little)),
  signed8: (view, at) => view.getInt8(at),
  signed16: (view, at, little) => view.getInt16(at, little),
  signed32: (view, at, little) => view.getInt32(at, little),
  signed64: (view, at, little) => Number(view.getBigInt64(at, little)),
  float16: (view, at, little) => fromHalf(view.getUint16(at, little)),
  float32: (view, at, little) => view.getFloat32(at, little),
  float64: (view, at, little) => view.getFloat64(at, little),
};

/** IEEE 754 binary16. */
function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
