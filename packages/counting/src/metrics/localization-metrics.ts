import { MetricError } from './errors.js';

/** Outcome of matching predicted points to true ones in one image, or summed over images. */
export interface LocalizationCounts {
  /** True points that a prediction was matched to. */
  readonly tp: number;
  /** Predictions without a partner. */
  readonly fp: number;
  /** True points without a partner. */
  readonly fn: number;
}

/** Fractions in [0, 1]. */
export interface LocalizationMetrics {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Counts of one image from the number of matched pairs. Without true points every prediction is a false
 * positive; without predictions every true point is a false negative.
 *
 * @throws MetricError when more pairs are matched than there are points on either side.
 */
export function localizationCounts(matched: number, predicted: number, actual: number): LocalizationCounts {
  if (!(matched >= 0 && matched <= predicted && matched <= actual)) {
    throw new MetricError(
      'localizationCounts.matched',
      `must lie between 0 and the smaller number of points, received ${matched} of ${predicted} predicted and ` +
        `${actual} true points; match each point at most once`,
    );
  }
  return { tp: matched, fp: predicted - matched, fn: actual - matched };
}

/**
 * Precision, recall and F1 of counts pooled over all images: the sums are formed first, so an image weighs as much
 * as it has objects. A fraction without a denominator is 0, except that a set without any true or predicted point
 * is in full agreement and scores 1 throughout.
 *
 * @throws MetricError when there are no images, or a count is negative or no integer.
 */
export function localizationMetrics(images: readonly LocalizationCounts[]): LocalizationMetrics {
  if (images.length === 0) {
    throw new MetricError('localizationMetrics', 'needs at least one image, received none; check the split');
  }
  const { tp, fp, fn } = pool(images);
  if (tp + fp + fn === 0) return { precision: 1, recall: 1, f1: 1 };
  return {
    precision: tp === 0 ? 0 : tp / (tp + fp),
    recall: tp === 0 ? 0 : tp / (tp + fn),
    f1: (2 * tp) / (2 * tp + fp + fn),
  };
}

function pool(images: readonly LocalizationCounts[]): LocalizationCounts {
  const sum = { tp: 0, fp: 0, fn: 0 };
  for (const image of images) {
    for (const key of ['tp', 'fp', 'fn'] as const) {
      const value = image[key];
      if (!Number.isInteger(value) || value < 0) {
        throw new MetricError(
          `localizationMetrics.${key}`,
          `must be a whole number ≥ 0, received ${value}; count matched points, not their weights`,
        );
      }
      sum[key] += value;
    }
  }
  return sum;
}
