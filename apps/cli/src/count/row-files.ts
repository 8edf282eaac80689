import type { TaskEvent } from '@celltally/counting';
import type { Io } from '../io.js';
import { notice } from '../notice.js';
import type { RowFile } from '../render/row-file.js';
import type { Product } from './product.js';

/** The next rows of a picture's file. */
interface Rows {
  readonly image: string;
  readonly values: Float32Array | Uint32Array;
  /** Begins the file, with the first of them. */
  start(): Promise<StartedFile>;
}

export interface StartedFile {
  readonly path: string;
  readonly rows: RowFile;
}

/**
 * Files that are written band by band while their pictures are counted.
 *
 * @param what they are, for warnings: `map`
 * @param rowsOf the rows that an event brings, if it brings some
 */
export function openRowFiles(
  what: string,
  rowsOf: (event: TaskEvent) => Rows | undefined,
  io: Pick<Io, 'stderr' | 'env'>,
): Product {
  const files = new Map<string, string>();
  const growing = new Map<string, StartedFile>();
  /** Pictures of which there will be no file. */
  const given = new Set<string>();

  const leave = async (image: string): Promise<void> => {
    const file = growing.get(image);
    growing.delete(image);
    await file?.rows.discard();
  };
  const attempt = async (image: string, step: () => Promise<void>): Promise<void> => {
    if (given.has(image)) return;
    try {
      await step();
    } catch (error) {
      given.add(image);
      notice(io, 'warning', `no ${what} of ${image}: ${error instanceof Error ? error.message : error}`);
      await leave(image).catch(() => {});
    }
  };
  return {
    files,
    take: async (event) => {
      const rows = rowsOf(event);
      if (rows !== undefined) {
        await attempt(rows.image, async () => {
          const file = growing.get(rows.image) ?? (await rows.start());
          growing.set(rows.image, file);
          await file.rows.add(rows.values);
        });
      } else if (event.type === 'counted') {
        const { image } = event.result;
        await attempt(image, async () => {
          const file = growing.get(image);
          if (file === undefined) return;
          await file.rows.finish();
          growing.delete(image);
          files.set(image, file.path);
        });
      } else if (event.type === 'failed') await leave(event.image);
    },
    finish: async () => {
      for (const image of [...growing.keys()]) await leave(image);
    },
  };
}
