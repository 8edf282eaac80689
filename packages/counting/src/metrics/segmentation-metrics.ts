import { MetricError } from './errors.js';

/**
 * Dice coefficient 2|A∩B| / (|A|+|B|) of two binary masks of equal length; every non-zero sample is foreground.
 * Two empty masks agree in full: 1.
 *
 * @throws MetricError when the lengths differ or are zero.
 */
export function dice(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  const { both, either } = overlap('dice', predicted, actual);
  return either === 0 ? 1 : (2 * both) / (both + either);
}

/**
 * Intersection over union |A∩B| / |A∪B| (Jaccard index) of two binary masks of equal length; every non-zero sample
 * is foreground. Two empty masks agree in full: 1.
 *
 * @throws MetricError when the lengths differ or are zero.
 */
export function iou(predicted: ArrayLike<number>, actual: ArrayLike<number>): number {
  const { both, either } = overlap('iou', predicted, actual);
  return either === 0 ? 1 : both / either;
}

/**
 * Peak signal-to-noise ratio 10·log₁₀(peak² / MSE) in decibels; `Infinity` for equal planes.
 *
 * @param peak largest value a sample can take, in the unit of the samples. Default 1.
 * @throws MetricError when the lengths differ or are zero, or `peak` is not positive.
 */
export function psnr(predicted: Float32Array, actual: Float32Array, peak = 1): number {
  requireEqualLength('psnr', predicted, actual);
  if (!(peak > 0)) {
    throw new MetricError(
      'psnr.peak',
      `must be greater than 0, received ${peak}; pass the largest possible sample`,
    );
  }
  let squared = 0;
  for (let i = 0; i < predicted.length; i++) squared += (predicted[i]! - actual[i]!) ** 2;
  return 10 * Math.log10((peak * peak * predicted.length) / squared);
}

function overlap(
  metric: string,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { both: number; either: number } {
  requireEqualLength(metric, a, b);
  let both = 0;
  let either = 0;
  for (let i = 0; i < a.length; i++) {
    const inA = a[i] !== 0;
    const inB = b[i] !== 0;
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return { both, either };
}

function requireEqualLength(metric: string, a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length !== b.length || a.length === 0) {
    throw new MetricError(
      metric,
      `needs two planes of the same size, received ${a.length} and ${b.length} samples; crop away padding first`,
    );
  }
}
