import type { Samples } from '../../image.js';

/** One reading of a picture or region: what it touches is kept at least until the next one has ended. */
export interface Reading {
  /** The block of a key, decoded now if it is not kept; `bytes` is its size in memory. */
  take(key: string, bytes: number, decode: () => Promise<Samples>): Promise<Samples>;
  /** Ends the reading: blocks beyond the budget are let go, those of earlier readings first. */
  end(): void;
}

/** Decoded strips and tiles of one file. */
export interface BlockCache {
  begin(): Reading;
}

interface Kept {
  readonly block: Promise<Samples>;
  readonly bytes: number;
  /** Number of the last reading that touched it. */
  reading: number;
}

/**
 * Keeps the blocks that were used last, up to a budget, so that neighbouring regions do not decode the same strip again
 * and again. What the last reading touched is kept even beyond the budget: a strip may be as wide as the picture, and the
 * regions beside it need it again.
 *
 * @param budget bytes
 */
export function createBlockCache(budget: number): BlockCache {
  const kept = new Map<string, Kept>();
  let total = 0;
  let readings = 0;

  const drop = (key: string, { bytes }: Kept): void => {
    kept.delete(key);
    total -= bytes;
  };
  return {
    begin: () => {
      const reading = ++readings;
      return {
        take: (key, bytes, decode) => {
          let entry = kept.get(key);
          if (entry === undefined) {
            const fresh: Kept = { block: decode(), bytes, reading };
            // A block that could not be decoded is tried again by whoever asks next.
            fresh.block.catch(() => {
              if (kept.get(key) === fresh) drop(key, fresh);
            });
            total += bytes;
            entry = fresh;
          }
          entry.reading = Math.max(entry.reading, reading);
          // The order of a Map is that of insertion: the block used last stands last.
          kept.delete(key);
          kept.set(key, entry);
          return entry.block;
        },
        end: () => {
          for (const [key, entry] of kept) {
            if (total <= budget) return;
            if (entry.reading < reading) drop(key, entry);
          }
        },
      };
    },
  };
}
