/** A picture file that is written row by row, under another name until it is whole. */
export interface RowFile {
  /** Adds the next rows; resolves when there is room for more. */
  add(rows: Float32Array | Uint32Array): Promise<void>;
  /** Ends the file, which gets its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** The name of a file that is not whole yet. */
export const unfinished = (file: string): string => `${file}.part`;
