import type { Samples } from '../image.js';

/**
 * Percentiles of the finite samples, linear between the two nearest ranks (NumPy's default; type 7 of Hyndman & Fan
 * 1996, "Sample quantiles in statistical packages"). Without any finite sample every percentile is 0.
 *
 * @param percents - 0 to 100
 */
export function percentiles(samples: Samples, percents: readonly number[]): number[] {
  const { count, valueAt } = samples instanceof Float32Array ? sortedRanks(samples) : countedRanks(samples);
  if (count === 0) return percents.map(() => 0);
  return percents.map((percent) => {
    const rank = (percent / 100) * (count - 1);
    const below = Math.floor(rank);
    const low = valueAt(below);
    return low + (rank - below) * (valueAt(Math.min(below + 1, count - 1)) - low);
  });
}

interface Ranks {
  readonly count: number;
  /** The value that stands at a rank, 0 being the smallest. */
  readonly valueAt: (rank: number) => number;
}

function sortedRanks(samples: Float32Array): Ranks {
  const sorted = samples.filter(Number.isFinite).sort();
  return { count: sorted.length, valueAt: (rank) => sorted[rank]! };
}

/** For integers counting beats sorting: one pass over the samples. */
function countedRanks(samples: Uint8Array | Uint16Array): Ranks {
  const counts = new Uint32Array(samples instanceof Uint8Array ? 256 : 65536);
  for (const sample of samples) counts[sample]!++;
  const valueAt = (rank: number): number => {
    let seen = 0;
    for (let value = 0; value < counts.length; value++) {
      seen += counts[value]!;
      if (seen > rank) return value;
    }
    return counts.length - 1;
  };
  return { count: samples.length, valueAt };
}
