/** Every error that leaves this package: a tag to branch on, and a message that names the file and the remedy. */
export class ImagingError extends Error {
  override readonly name: string = 'ImagingError';
}

/** The bytes are no picture we can read: unknown format, damaged, or a variant that is not covered. */
export class ImageFormatError extends ImagingError {
  override readonly name = 'ImageFormatError';
  readonly format: string | undefined;
  constructor(message: string, format?: string, options?: { cause?: unknown }) {
    super(message, options);
    this.format = format;
  }
}

/** A selection names a channel, plane, page or region that the picture does not have. */
export class SelectionError extends ImagingError {
  override readonly name = 'SelectionError';
}

/** An annotation file is malformed, or does not fit its picture. */
export class AnnotationError extends ImagingError {
  override readonly name = 'AnnotationError';
  readonly file: string | undefined;
  constructor(message: string, file?: string, options?: { cause?: unknown }) {
    super(message, options);
    this.file = file;
  }
}

/** A folder is no data set we know, or its split names pictures it does not hold. */
export class DatasetError extends ImagingError {
  override readonly name = 'DatasetError';
}
