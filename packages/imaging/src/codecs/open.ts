import { ImageFormatError } from '../errors.js';
import type { ImageSource } from '../image.js';
import { type ByteSource, sourceOf } from './byte-source.js';
import { subject } from './failures.js';
import { codecs } from './registry.js';

export interface OpenOptions {
  /** What messages call the file; never used to guess its format. Default: "This file". */
  readonly name?: string;
}

/** Signatures of formats that are often met but not read here, so that the message can say what to do. */
const strangers: readonly { format: string; signature: readonly number[]; offset?: number }[] = [
  { format: 'GIF', signature: [0x47, 0x49, 0x46, 0x38] },
  { format: 'WebP', signature: [0x57, 0x45, 0x42, 0x50], offset: 8 },
  { format: 'JPEG 2000', signature: [0x6a, 0x50, 0x20, 0x20], offset: 4 },
  { format: 'JPEG 2000', signature: [0xff, 0x4f, 0xff, 0x51] },
  { format: 'HDF5', signature: [0x89, 0x48, 0x44, 0x46] },
  { format: 'Nikon ND2', signature: [0xda, 0xce, 0xbe, 0x0a] },
  { format: 'Zeiss CZI', signature: [0x5a, 0x49, 0x53, 0x52, 0x41, 0x57] },
  { format: 'DICOM', signature: [0x44, 0x49, 0x43, 0x4d], offset: 128 },
  { format: 'OLE container, such as OIB or ZVI,', signature: [0xd0, 0xcf, 0x11, 0xe0] },
  { format: 'Leica LIF', signature: [0x70, 0x00, 0x00, 0x00] },
  { format: 'PDF', signature: [0x25, 0x50, 0x44, 0x46] },
  { format: 'ZIP archive', signature: [0x50, 0x4b, 0x03, 0x04] },
  { format: 'gzip archive', signature: [0x1f, 0x8b] },
];

/** As many first bytes as tell every format above. */
const HEAD = 256;

/**
 * Opens an image file: PNG, JPEG, TIFF (OME-TIFF, ImageJ and Aperio included) or BMP, told apart by their first
 * bytes alone. Alpha channels of colour and grey pictures are dropped. Pixels come as stored: orientation tags
 * are not applied, so that positions always refer to the stored pixels.
 *
 * Of a TIFF nothing is read but its directories, and later the strips and tiles that are asked for, so that a file that
 * is given as a source may be of any size. PNG, JPEG and BMP have no such pieces: they are read and decoded whole.
 *
 * ```ts
 * const source = await openImage(bytes, { name: 'cells.tif' });
 * const image = await source.read({ channels: [0], z: 'max' });
 * ```
 *
 * @param file the whole file's bytes, or a source of them, which must stay open as long as pixels are read
 * @throws ImageFormatError where the bytes are empty, of an unknown format, damaged, too large for their format, or of a
 * variant not covered
 */
export async function openImage(
  file: Uint8Array | ByteSource,
  options: OpenOptions = {},
): Promise<ImageSource> {
  const { name } = options;
  const source = sourceOf(file);
  if (source.size === 0) {
    throw new ImageFormatError(`${subject(name)} is empty (0 bytes). Copy or download it again.`);
  }
  const head = await source.read(0, Math.min(HEAD, source.size));
  for (const codec of Object.values(codecs)) {
    if (!codec.recognises(head)) continue;
    const open = await codec.load();
    return open(source, name);
  }
  const stranger = strangers.find(({ signature, offset = 0 }) =>
    signature.every((byte, i) => head[offset + i] === byte),
  );
  throw new ImageFormatError(
    stranger === undefined
      ? `${subject(name)} is no PNG, JPEG, TIFF or BMP: its first bytes are ${hex(head)}. ` +
          'Export it as TIFF or PNG.'
      : `${subject(name)} is a ${stranger.format} file, which is not read. Export it as TIFF or PNG.`,
  );
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
