import { otsuSplit } from '@celltally/imaging';

/** Range of a signal that is told apart, in `BINS` equal steps; what is beyond counts as its ends. */
const [LEAST, MOST, BINS] = [-0.5, 2.5, 3000];

/** Where cells begin in a signal. */
export interface CellThreshold {
  /** Infinity where there are none. */
  readonly threshold: number;
  /** How far that is above the ground. */
  readonly height: number;
}

/** The values of a signal, counted as they come. */
export interface SignalHistogram {
  add(values: Float32Array): void;
  /**
   * Where cells begin: above the ground's median by `rise` of the way from there to Otsu's threshold. Infinity, so that there
   * are no cells, where all values are alike, or the classes are less apart than `separability` asks: variance between them
   * over all variance. A normal distribution has 0.64.
   */
  threshold(options: { readonly rise: number; readonly separability: number }): CellThreshold;
}

export function signalHistogram(): SignalHistogram {
  const counts = new Float64Array(BINS);
  const binOf = (value: number): number =>
    Math.max(0, Math.min(BINS - 1, Math.floor(((value - LEAST) / (MOST - LEAST)) * BINS)));
  const centreOf = (bin: number): number => LEAST + ((bin + 0.5) / BINS) * (MOST - LEAST);
  return {
    add: (values) => {
      for (let i = 0; i < values.length; i++) counts[binOf(values[i]!)]!++;
    },
    threshold: ({ rise, separability: least }) => {
      const { split, separability } = otsuSplit(counts);
      if (separability === 0 || separability < least) {
        return { threshold: Infinity, height: Infinity };
      }
      const below = counts.subarray(0, split + 1);
      const half = below.reduce((sum, count) => sum + count, 0) / 2;
      let [median, seen] = [0, below[0] as number];
      while (seen < half) seen += below[++median] as number;
      const ground = centreOf(median);
      const height = rise * (centreOf(split) - ground);
      return { threshold: ground + height, height };
    },
  };
}
