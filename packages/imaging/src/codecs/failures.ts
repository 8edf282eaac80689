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

/** How messages call the file. */
export function subject(name: string | undefined): string {
  return name === undefined ? 'This file' : `"${name}"`;
}
