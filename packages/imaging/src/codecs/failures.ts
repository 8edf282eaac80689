import { ImageFormatError } from '../errors.js';

/** The file is of a format we read, but its bytes do not hold together. */
export function brokenFile(format: string, name: string | undefined, cause: unknown): ImageFormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ImageFormatError(
    `${subject(name)} is a damaged or truncated ${format.toUpperCase()} (${reason.replace(/[.\s:]+$/, '')}). ` +
      'Copy or download it again, or export it anew from the program that made it.',
    format,
    { cause },
  );
}

/** The file is sound, but stored in a way that is not covered. `variant` completes "is a TIFF …". */
export function unsupportedFile(
  format: string,
  name: string | undefined,
  variant: string,
  remedy: string,
): ImageFormatError {
  return new ImageFormatError(
    `${subject(name)} is a ${format.toUpperCase()} ${variant}, which cannot be read. ${remedy}`,
    format,
  );
}

/** What to do with a picture that must be decoded whole, and is too large for that. */
const IN_PIECES =
  'Save it as a TIFF in tiles (of 512 x 512 pixels, for example) or in strips of few rows, which is read piece by piece.';

/** The file may be sound, but would have to be decoded whole. `variant` completes "is a PNG …". */
export function tooLargeFile(format: string, name: string | undefined, variant: string): ImageFormatError {
  return new ImageFormatError(
    `${subject(name)} is a ${format.toUpperCase()} ${variant}. ${IN_PIECES}`,
    format,
  );
}

/** What a decoder threw, as an error of the file: memory that could not be had is no fault of its bytes. */
export function failedDecoding(format: string, name: string | undefined, cause: unknown): ImageFormatError {
  if (cause instanceof ImageFormatError) return cause;
  if (!lacksMemory(cause)) return brokenFile(format, name, cause);
  return new ImageFormatError(
    `${subject(name)} is a ${format.toUpperCase()} that needs more memory at once than there is. ${IN_PIECES}`,
    format,
    { cause },
  );
}

/** Engines tell a failed allocation by the message alone. */
function lacksMemory(cause: unknown): boolean {
  return (
    cause instanceof RangeError &&
    /allocation|out of memory|invalid (typed )?array (buffer )?length/i.test(cause.message)
  );
}

/** How messages call the file. */
export function subject(name: string | undefined): string {
  return name === undefined ? 'This file' : `"${name}"`;
}
