import type { ByteSource } from './byte-source.js';
import { tooLargeFile } from './failures.js';

/** The most bytes of a file that is read whole: what Node reads at once. */
const MOST_BYTES = 2 ** 31;

/**
 * The most samples of a picture that is decoded whole. Decoders hold it two to six times over, so that this takes some
 * gigabytes; a picture beyond it had better be stored in pieces.
 */
export const MOST_SAMPLES = 2 ** 30;

/**
 * Reads a file of a format that has no pieces: PNG, JPEG, BMP.
 * @throws ImageFormatError where it is too large for that
 */
export async function readWholeFile(source: ByteSource, format: string, name?: string): Promise<Uint8Array> {
  if (source.size >= MOST_BYTES) {
    throw tooLargeFile(
      format,
      name,
      `of ${gigabytes(source.size)} GB, but such a file is read whole, up to 2 GB`,
    );
  }
  return source.read(0, source.size);
}

/**
 * Checks a size that a header states before memory is taken for it.
 * @throws ImageFormatError where the picture is too large to be decoded whole
 */
export function requireDecodable(
  format: string,
  name: string | undefined,
  { width, height, channels }: { readonly width: number; readonly height: number; readonly channels: number },
): void {
  const samples = width * height * channels;
  if (samples <= MOST_SAMPLES) return;
  const size = `${width} x ${height} pixels in ${channels} ${channels === 1 ? 'channel' : 'channels'}`;
  throw tooLargeFile(
    format,
    name,
    `of ${size}, but such a picture is decoded whole, up to ${MOST_SAMPLES.toLocaleString('en')} samples`,
  );
}

const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
