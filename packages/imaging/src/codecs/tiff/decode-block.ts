import type { Samples } from '../../image.js';
import { tooLargeFile } from '../failures.js';
import { decompressor } from './decompress.js';
import type { TiffFile } from './directory.js';
import type { Layout } from './layout.js';
import { undoPrediction } from './predictor.js';
import { readSamples, sampleArray } from './samples.js';
import { chromaBytes, spreadChroma } from './ycbcr.js';

/** Decodes strip or tile number `index`: interleaved samples `[rows, blockWidth, samples in the block]`. */
export type DecodeBlock = (index: number) => Promise<Samples>;

/** The most bytes that a block may unpack to: decompressors count in 32 bits with a sign. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * Prepares the decoding of a page's blocks.
 *
 * @throws ImageFormatError where the compression is not covered, or the blocks are too large to be unpacked
 */
export async function decodeBlocks(file: TiffFile, layout: Layout, name?: string): Promise<DecodeBlock> {
  const decompress = await decompressor(layout, name);
  const { littleEndian } = file;
  const { blockWidth, blockHeight, bits, colouring, separate } = layout;
  const stride = separate ? 1 : layout.samples;
  const perRow = blockWidth * stride;
  const [across, down] = colouring.kind === 'ycbcr' ? colouring.subsampling : [1, 1];
  const subsampled = across * down > 1;
  const blockBytes = Math.ceil((perRow * bits) / 8) * blockHeight;
  if (blockBytes > MOST_BYTES) {
    const pieces = layout.tiled ? 'tiles' : 'strips';
    const size = `${blockWidth} x ${blockHeight} pixels, ${(blockBytes / 1e9).toFixed(1)} GB each`;
    throw tooLargeFile(
      'tiff',
      name,
      `with ${pieces} of ${size}, which can only be unpacked whole, up to 2 GB`,
    );
  }

  return async (index) => {
    const rows = blockRows(layout, index);
    const byteCount = layout.byteCounts[index] ?? 0;
    // Writers may leave out blocks that are all zero.
    if (byteCount === 0) return sampleArray(layout, perRow * rows);
    const length = subsampled
      ? chromaBytes(blockWidth, rows, across, down)
      : Math.ceil((perRow * bits) / 8) * rows;
    const offset = layout.offsets[index]!;
    // What stands behind uncompressed samples is not theirs.
    const stored = layout.compression === 1 ? Math.min(byteCount, length) : byteCount;
    const packed = await file.source.read(offset, stored);
    const bytes = await decompress(layout.reversedBits ? packed.map(reverseBits) : packed, length);
    if (bytes.length < length)
      throw new RangeError(`strip or tile ${index} has ${bytes.length} of ${length} bytes`);
    if (subsampled) return spreadChroma(bytes, blockWidth, rows, across, down);
    undoPrediction(bytes, { predictor: layout.predictor, bits, littleEndian }, perRow, stride);
    return readSamples(bytes, layout, littleEndian, perRow, rows);
  };
}

/** Bytes that a decoded block takes. */
export function decodedBytes(layout: Layout, index: number): number {
  const samples = layout.blockWidth * (layout.separate ? 1 : layout.samples) * blockRows(layout, index);
  return samples * sampleArray(layout, 0).BYTES_PER_ELEMENT;
}

/** Tiles are always whole; the last strip holds only the rows that are left. */
function blockRows(layout: Layout, index: number): number {
  if (layout.tiled) return layout.blockHeight;
  const strip = index % Math.ceil(layout.height / layout.blockHeight);
  return Math.min(layout.blockHeight, layout.height - strip * layout.blockHeight);
}

function reverseBits(byte: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) reversed |= ((byte >> bit) & 1) << (7 - bit);
  return reversed;
}
