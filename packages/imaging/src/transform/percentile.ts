import type { Samples } from '../image.js';
import { floatRanks } from './float-ranks.js';

/**
 * Percentiles of the finite samples, linear between the two nearest ranks (NumPy's default; type 7 of Hyndman & Fan
 * 1996, "Sample quantiles in statistical packages"). Without any finite sample every percentile is 0.
 *
 * @param percents - 0 to 100
 */
export function percentiles(samples: Samples, percents: readonly number[]): number[] {
  const bitDepth = { 1: 8, 2: 16, 4: 32 } as const;
  const meter = percentileMeter(bitDepth[samples.BYTES_PER_ELEMENT as 1 | 2 | 4], percents);
  do meter.add(samples);
  while (meter.again());
  return meter.values();
}

/** Percentiles of samples that come in pieces, exactly those of all of them together; memory does not grow with them. */
export interface PercentileMeter {
  /** Takes samples, in any order. */
  add(samples: Samples): void;
  /** Ends a pass over the samples. True if all of them must come once more: floats take two passes, integers one. */
  again(): boolean;
  /** The percentiles, in the order of `percents`; after the last pass. */
  values(): number[];
}

/**
 * @param bitDepth - 32 for floats; integers of 8 or 16 bits
 * @param percents - 0 to 100
 */
export function percentileMeter(bitDepth: 8 | 16 | 32, percents: readonly number[]): PercentileMeter {
  const ranks = bitDepth === 32 ? floatRanks() : integerRanks(2 ** bitDepth);
  const values = (): number[] => {
    const count = ranks.count();
    if (count === 0) return percents.map(() => 0);
    return percents.map((percent) => {
      const { below, above, share } = placeOf(percent, count);
      const low = ranks.valueAt(below);
      return low + share * (ranks.valueAt(above) - low);
    });
  };
  return {
    add: ranks.add,
    again: () => {
      const count = ranks.count();
      const wanted = percents.flatMap((percent) => {
        const { below, above } = placeOf(percent, count);
        return [below, above];
      });
      return ranks.again(count === 0 ? [] : wanted);
    },
    values,
  };
}

/** The ranks between which a percentile of `count` samples stands, 0 being the smallest, and how far between them. */
function placeOf(percent: number, count: number): { below: number; above: number; share: number } {
  const rank = (percent / 100) * (count - 1);
  const below = Math.floor(rank);
  return { below, above: Math.min(below + 1, count - 1), share: rank - below };
}

/** Samples in order of size, as far as that is known. */
export interface Ranks {
  add(samples: Samples): void;
  /** Finite samples of one pass. */
  count(): number;
  /** Ends a pass. True if another one is needed to tell the samples of these ranks. */
  again(ranks: readonly number[]): boolean;
  /** The sample of a rank, 0 being the smallest. */
  valueAt(rank: number): number;
}

/** Integers are counted by their value. */
function integerRanks(values: number): Ranks {
  // Doubles count further than 32 bits: a picture may have more samples.
  const counts = new Float64Array(values);
  let count = 0;
  return {
    add: (samples) => {
      for (let i = 0; i < samples.length; i++) counts[samples[i]!]!++;
      count += samples.length;
    },
    count: () => count,
    again: () => false,
    valueAt: (rank) => {
      let seen = 0;
      for (let value = 0; value < counts.length; value++) {
        seen += counts[value]!;
        if (seen > rank) return value;
      }
      return counts.length - 1;
    },
  };
}
