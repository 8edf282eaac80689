import type { Samples } from '../../image.js';
import { decompressor } from './decompress.js';
import type { TiffFile } from './directory.js';
import type { Layout } from './layout.js';
import { undoPrediction } from './predictor.js';
import { readSamples, sampleArray } from './samples.js';
import { chromaBytes, spreadChroma } from './ycbcr.js';

/** Decodes strip or tile number `index`: interleaved samples `[rows, blockWidth, samples in the block]`. */
export type DecodeBlock = (index: number) => Promise<Samples>;

/**
 * Prepares the decoding of a page's blocks.
 *
 * @throws ImageFormatError where the compression is not covered
 */
export async function decodeBlocks(file: TiffFile, layout: Layout, name?: string): Promise<DecodeBlock> {
  const decompress = await decompressor(layout, name);
  const { littleEndian } = file;
  const { blockWidth, bits, colouring, separate } = layout;
  const stride = separate ? 1 : layout.samples;
  const perRow = blockWidth * stride;
  const [across, down] = colouring.kind === 'ycbcr' ? colouring.subsampling : [1, 1];
  const subsampled = across * down > 1;

  return async (index) => {
    const rows = blockRows(layout, index);
    const byteCount = layout.byteCounts[index] ?? 0;
    // Writers may leave out blocks that are all zero.
    if (byteCount === 0) return sampleArray(layout, perRow * rows);
    const length = subsampled
      ? chromaBytes(blockWidth, rows, across, down)
      : Math.ceil((perRow * bits) / 8) * rows;
    const offset = layout.offsets[index]!;
    const packed = file.bytes.subarray(offset, offset + byteCount);
    const bytes = await decompress(layout.reversedBits ? packed.map(reverseBits) : packed, length);
    if (bytes.length < length)
      throw new RangeError(`strip or tile ${index} has ${bytes.length} of ${length} bytes`);
    if (subsampled) return spreadChroma(bytes, blockWidth, rows, across, down);
    undoPrediction(bytes, { predictor: layout.predictor, bits, littleEndian }, perRow, stride);
    return readSamples(bytes, layout, littleEndian, perRow, rows);
  };
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
