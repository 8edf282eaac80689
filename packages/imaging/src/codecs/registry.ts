import type { ImageSource } from '../image.js';
import type { ByteSource } from './byte-source.js';
import { readWholeFile } from './whole-file.js';

/** Opens a file of one format; `name` is for messages only. */
export type OpenCodec = (source: ByteSource, name?: string) => Promise<ImageSource>;

/** One image format: how to recognise it, and where its decoder is. */
export interface Codec {
  /** Whether these first bytes are the format's signature. */
  readonly recognises: (head: Uint8Array) => boolean;
  readonly load: () => Promise<OpenCodec>;
}

/** All formats that can be opened. Decoders are imported when the first file of their format turns up. */
export const codecs: Readonly<Record<ImageSource['format'], Codec>> = {
  png: {
    recognises: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    load: async () => whole('png', (await import('./png.js')).openPng),
  },
  jpeg: {
    recognises: startsWith([0xff, 0xd8, 0xff]),
    load: async () => whole('jpeg', (await import('./jpeg.js')).openJpeg),
  },
  tiff: {
    recognises: startsWith(
      [0x49, 0x49, 0x2a, 0x00],
      [0x4d, 0x4d, 0x00, 0x2a],
      [0x49, 0x49, 0x2b, 0x00],
      [0x4d, 0x4d, 0x00, 0x2b],
    ),
    load: async () => (await import('./tiff/open.js')).openTiff,
  },
  bmp: {
    recognises: startsWith([0x42, 0x4d]),
    load: async () => whole('bmp', (await import('./bmp.js')).openBmp),
  },
};

/** The codec of a format that has no pieces to read one by one. */
function whole(
  format: ImageSource['format'],
  open: (bytes: Uint8Array, name?: string) => Promise<ImageSource>,
): OpenCodec {
  return async (source, name) => open(await readWholeFile(source, format, name), name);
}

function startsWith(...signatures: readonly (readonly number[])[]): Codec['recognises'] {
  return (head) => signatures.some((signature) => signature.every((byte, i) => head[i] === byte));
}
