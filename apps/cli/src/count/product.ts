import type { TaskEvent } from '@celltally/counting';

/** A kind of file that is made of each picture while the pictures are counted, beside the tables. */
export interface Product {
  /** Takes what happens; resolves when there is room for more. A file that fails is a warning, and no end of the count. */
  take(event: TaskEvent): Promise<void>;
  /** When nothing more comes: waits for what is whole, and leaves nothing behind of what is not. May be called again. */
  finish(): Promise<void>;
  /** The files that were written, by picture name. */
  readonly files: ReadonlyMap<string, string>;
}
