import { MetricError } from './errors.js';

/** The count a model gave one image, and the true one. Unit: objects. */
export interface CountPair {
  readonly predicted: number;
  readonly actual: number;
}

/** How far predicted counts lie from true ones over a set of images. Unit: objects, unless said. */
export interface CountMetrics {
  /** Mean absolute error. */
  readonly mae: number;
  /** Root of the mean squared error. Counting papers often print this figure under the name "MSE". */
  readonly rmse: number;
  /** Mean over images of |predicted − actual| / max(actual, 1). A fraction: 0.05 is five per cent. */
  readonly relativeError: number;
  /** Mean signed error, predicted − actual: positive where the model counts too many. */
  readonly bias: number;
  /** Number of images. */
  readonly images: number;
  /** Mean true count. */
  readonly meanActual: number;
  /**
   * Coefficient of determination 1 − Σ(predicted − actual)² / Σ(actual − mean)², about the identity line, so it may
   * be negative. `undefined` when all true counts are equal, where it does not exist.
   */
  readonly rSquared: number | undefined;
}

/**
 * Error figures of predicted counts.
 *
 * @throws MetricError when there are no pairs, or a count is not a finite number.
 */
export function countMetrics(pairs: readonly CountPair[]): CountMetrics {
  if (pairs.length === 0) {
    throw new MetricError(
      'countMetrics',
      'needs at least one image, received none; check the split that was chosen',
    );
  }
  const images = pairs.length;
  let absolute = 0;
  let squared = 0;
  let relative = 0;
  let signed = 0;
  let total = 0;
  for (const { predicted, actual } of pairs) {
    requireFinite('predicted', predicted);
    requireFinite('actual', actual);
    const error = predicted - actual;
    absolute += Math.abs(error);
    squared += error * error;
    relative += Math.abs(error) / Math.max(actual, 1);
    signed += error;
    total += actual;
  }
  const meanActual = total / images;
  const spread = pairs.reduce((sum, { actual }) => sum + (actual - meanActual) ** 2, 0);
  const allEqual = pairs.every(({ actual }) => actual === pairs[0]?.actual);
  return {
    mae: absolute / images,
    rmse: Math.sqrt(squared / images),
    relativeError: relative / images,
    bias: signed / images,
    images,
    meanActual,
    rSquared: allEqual ? undefined : 1 - squared / spread,
  };
}

function requireFinite(property: 'predicted' | 'actual', value: number): void {
  if (!Number.isFinite(value)) {
    throw new MetricError(
      `countMetrics.${property}`,
      `must be a finite number, received ${value}; leave out images that could not be counted`,
    );
  }
}
