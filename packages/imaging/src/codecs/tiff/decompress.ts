import { unsupportedFile } from '../failures.js';
import type { Layout } from './layout.js';
import { unpackLzw } from './lzw.js';
import { unpackRuns } from './packbits.js';

/** Undoes the compression of one block; `length` is how many bytes it must give. */
export type Decompress = (packed: Uint8Array, length: number) => Promise<Uint8Array> | Uint8Array;

/** Compressions left to geotiff's decoders, which stand up to damaged data: JPEG, and Deflate under two numbers. */
const decodedByGeotiff = [7, 8, 32946];

/**
 * The decompressor for a page.
 *
 * @throws ImageFormatError naming the compression where it is not covered
 */
export async function decompressor(layout: Layout, name?: string): Promise<Decompress> {
  const { compression } = layout;
  if (compression === 1) return (packed) => packed;
  if (compression === 5) return unpackLzw;
  if (compression === 32773) return unpackRuns;
  if (compression === 50000) return unpackZstandard();
  if (!decodedByGeotiff.includes(compression)) {
    const method = uncovered[compression] ?? `compression number ${compression}`;
    throw unsupportedFile('tiff', name, `with ${method}`, 'Convert it to a TIFF with LZW or no compression.');
  }
  const parameters = {
    tileWidth: layout.blockWidth,
    tileHeight: layout.blockHeight,
    planarConfiguration: layout.separate ? 2 : 1,
    bitsPerSample: Array.from({ length: layout.samples }, () => layout.bits),
    // Prediction is undone by us, in the file's byte order.
    predictor: 1,
    ...(layout.jpegTables && { JPEGTables: layout.jpegTables }),
  };
  const { getDecoder } = await import('geotiff');
  const decoder = await getDecoder(compression, parameters);
  return async (packed) => new Uint8Array(await decoder.decode(packed.slice().buffer));
}

async function unpackZstandard(): Promise<Decompress> {
  const { ZSTDDecoder } = await import('zstddec');
  const decoder = new ZSTDDecoder();
  await decoder.init();
  // With the length given, damaged data end in too few bytes instead of in an endless stream.
  return (packed, length) => decoder.decode(packed, length);
}

const uncovered: Readonly<Record<number, string>> = {
  2: 'CCITT fax compression (2)',
  3: 'CCITT fax compression (3)',
  4: 'CCITT fax compression (4)',
  6: 'old-style JPEG compression (6)',
  33003: 'JPEG 2000 compression (33003, Aperio YCbCr)',
  33005: 'JPEG 2000 compression (33005, Aperio RGB)',
  34712: 'JPEG 2000 compression (34712)',
  34887: 'LERC compression (34887)',
  34925: 'LZMA compression (34925)',
  50001: 'WebP compression (50001)',
  50002: 'JPEG XL compression (50002)',
  52546: 'JPEG XL compression (52546)',
};
