import { MetricError } from './errors.js';

/** Seed of the bootstrap, so that one set of results has one set of intervals. */
export const BOOTSTRAP_SEED = 1;

/** A closed range of values, in the unit of the statistic it belongs to. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  /** Source of randomness: numbers in [0, 1). The same source in the same state gives the same intervals. */
  readonly uniform: () => number;
  /** Number of resamples drawn. Default 2000. */
  readonly resamples?: number;
  /** Share of the resampled statistics that the interval holds. Default 0.95. */
  readonly level?: number;
}

/**
 * Percentile bootstrap (Efron 1979): draws as many items as there are, with replacement, again and again, and gives
 * the range that holds the middle `level` of each statistic. The statistics of one resample are computed together,
 * so they may share work.
 *
 * @param items the independent units, which for a counting model are the images.
 * @param statistics figures of one sample, by name. A figure that some resample has no finite value for has no
 *   interval and is refused.
 * @throws MetricError when there are no items, an option is out of range, or a statistic is not finite.
 */
export function bootstrap<T, Name extends string>(
  items: readonly T[],
  statistics: (sample: readonly T[]) => Readonly<Record<Name, number>>,
  options: BootstrapOptions,
): Record<Name, Interval> {
  const { uniform, resamples = 2000, level = 0.95 } = options;
  validate(items.length, resamples, level);
  const draws = new Map<string, Float64Array>();
  for (let r = 0; r < resamples; r++) {
    const sample = items.map(() => items[Math.floor(uniform() * items.length)]!);
    for (const [name, value] of Object.entries<number>(statistics(sample))) {
      if (!Number.isFinite(value)) {
        throw new MetricError(
          `bootstrap.${name}`,
          `must be finite in every resample, received ${value}; leave it out`,
        );
      }
      const column = draws.get(name) ?? new Float64Array(resamples);
      column[r] = value;
      draws.set(name, column);
    }
  }
  const tail = (1 - level) / 2;
  const intervals = [...draws].map(([name, column]) => {
    const sorted = column.sort();
    return [name, { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) }] as const;
  });
  return Object.fromEntries(intervals) as Record<Name, Interval>;
}

/** Quantile of sorted values, linear between neighbours (Hyndman and Fan 1996, definition 7). */
function quantile(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

function validate(items: number, resamples: number, level: number): void {
  if (items === 0) {
    throw new MetricError(
      'bootstrap',
      'needs at least one item, received none; check the split that was chosen',
    );
  }
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new MetricError(
      'bootstrap.resamples',
      `must be a whole number ≥ 1, received ${resamples}; 2000 is usual`,
    );
  }
  if (!(level > 0 && level < 1)) {
    throw new MetricError('bootstrap.level', `must lie between 0 and 1, received ${level}; 0.95 is usual`);
  }
}
