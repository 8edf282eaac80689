import {
  type ByteSource,
  type ImageDescription,
  type ImageSource,
  openImage,
  type Selection,
} from '@celltally/imaging';

/** A file with a picture. */
export interface PictureFile {
  readonly name: string;
  /**
   * The whole file's bytes, or a source from which they are read where they are needed (`openFile` of
   * `@celltally/imaging/node`, or `blobSource`), so that the file may be larger than the memory. The source is closed when
   * the picture is counted.
   */
  open(): Promise<Uint8Array | ByteSource>;
}

/** A picture file that is open. */
export interface OpenPicture {
  readonly source: ImageSource;
  /** What will be read of it. */
  readonly description: ImageDescription;
  /** Seconds that opening it took. */
  readonly seconds: number;
  /** May be called more than once. */
  close(): Promise<void>;
}

/** Opens a file as far as its pixels; if it is no picture, or lacks what is selected, it is closed again. */
export async function openPicture(file: PictureFile, selection: Selection): Promise<OpenPicture> {
  const start = performance.now();
  const bytes = await file.open();
  let open = true;
  const close = async (): Promise<void> => {
    if (open && !(bytes instanceof Uint8Array)) await bytes.close?.();
    open = false;
  };
  try {
    const source = await openImage(bytes, { name: file.name });
    const description = source.describe(selection);
    return { source, description, seconds: (performance.now() - start) / 1000, close };
  } catch (error) {
    await close();
    throw error;
  }
}
