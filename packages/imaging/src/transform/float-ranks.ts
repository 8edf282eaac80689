import type { Samples } from '../image.js';
import type { Ranks } from './percentile.js';

/** Samples whose upper 16 bits are alike. */
interface Bin {
  /** Samples below the bin. */
  readonly before: number;
  /** Samples by their lower 16 bits. */
  readonly counts: Float64Array;
}

/** Exponent bits of a float: all of them are set in what is not finite. */
const EXPONENT = 0x7f800000;

/**
 * Ranks of 32 bit floats in two passes of fixed memory. The bits of floats, with the sign turned round, stand in the order
 * of the floats: the first pass counts them by their upper half, the second counts the lower half of those that share the
 * upper half with a wanted rank. The result is a sample itself, not an approximation of one.
 */
export function floatRanks(): Ranks {
  const upper = new Float64Array(65536);
  const bins = new Map<number, Bin>();
  /** The counts of the bin of an upper half, where it is wanted. */
  let wanted: (Float64Array | undefined)[] | undefined;
  let count = 0;

  const binOf = (rank: number): { index: number; before: number } => {
    let before = 0;
    for (let index = 0; index < upper.length; index++) {
      if (before + upper[index]! > rank) return { index, before };
      before += upper[index]!;
    }
    throw new RangeError(`rank must be below ${count}, but is ${rank}`);
  };
  return {
    add: (samples) => {
      const bits = bitsOf(samples);
      for (let i = 0; i < bits.length; i++) {
        const word = bits[i]!;
        if ((word & EXPONENT) === EXPONENT) continue;
        const key = word & 0x80000000 ? ~word : word | 0x80000000;
        if (wanted === undefined) {
          upper[key >>> 16]!++;
          count++;
        } else {
          const counts = wanted[key >>> 16];
          if (counts !== undefined) counts[key & 0xffff]!++;
        }
      }
    },
    count: () => count,
    again: (ranks) => {
      if (wanted !== undefined || ranks.length === 0) return false;
      wanted = new Array<Float64Array | undefined>(65536).fill(undefined);
      for (const rank of ranks) {
        const { index, before } = binOf(rank);
        if (bins.has(index)) continue;
        const counts = new Float64Array(65536);
        bins.set(index, { before, counts });
        wanted[index] = counts;
      }
      return true;
    },
    valueAt: (rank) => {
      const { index } = binOf(rank);
      const { before, counts } = bins.get(index)!;
      let seen = before;
      let lower = 0;
      while (lower < counts.length - 1 && seen + counts[lower]! <= rank) seen += counts[lower++]!;
      return floatOf(((index << 16) | lower) >>> 0);
    },
  };
}

function bitsOf(samples: Samples): Uint32Array {
  const floats = samples instanceof Float32Array ? samples : Float32Array.from(samples);
  return new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
}

function floatOf(key: number): number {
  const word = Uint32Array.of(key & 0x80000000 ? key & 0x7fffffff : ~key);
  return new Float32Array(word.buffer)[0]!;
}
