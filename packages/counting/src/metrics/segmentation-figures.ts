import { dice, iou, psnr } from './segmentation-metrics.js';
import { ssim } from './ssim.js';

/** How well the outlined objects of one image agree with the true ones, or the means of it over images. */
export interface SegmentationFigures {
  /** Dice coefficient of the foregrounds, 0 to 1. */
  readonly dice: number;
  /** Intersection over union of the foregrounds, 0 to 1. */
  readonly iou: number;
  /** Of the map (clipped to 0 … 1) beside the true mask, in decibels; at most `MOST_DECIBELS`. */
  readonly psnr: number;
  /** Of the same two planes, -1 to 1; absent for images smaller than its window of 11 × 11 pixels, or if left out. */
  readonly ssim?: number;
}

/** The mean over images, and how many there were. */
export interface SegmentationSummary extends SegmentationFigures {
  readonly images: number;
}

/** A map without any error has no finite signal-to-noise ratio, and one such image would decide the mean. */
export const MOST_DECIBELS = 100;

/** Sides that the window of the structural similarity needs. */
const SMALLEST = 11;

/**
 * Figures of one image. Foreground is whatever belongs to an object, so touching objects are not told apart here: that
 * is what counts and positions are for.
 * @param map the predicted map, `[height, width]`
 * @param outlined labels of the objects that were decoded from it, 0 is background
 * @param actual true labels, 0 is background
 * @param options `ssim` may be left out: it takes many times longer than the other figures. Default true
 * @throws MetricError when the sizes differ
 */
export function segmentationFigures(
  map: { readonly width: number; readonly height: number; readonly data: Float32Array },
  outlined: ArrayLike<number>,
  actual: ArrayLike<number>,
  options: { readonly ssim?: boolean } = {},
): SegmentationFigures {
  const { width, height } = map;
  const similarity = (options.ssim ?? true) && Math.min(width, height) >= SMALLEST;
  const said = { width, height, data: map.data.map((value) => Math.min(1, Math.max(0, value))) };
  const mask = { width, height, data: Float32Array.from(actual, (label) => (label === 0 ? 0 : 1)) };
  return {
    dice: dice(outlined, actual),
    iou: iou(outlined, actual),
    psnr: Math.min(MOST_DECIBELS, psnr(said.data, mask.data)),
    ...(similarity ? { ssim: ssim(said, mask) } : {}),
  };
}

/** Names of the figures, in the order of tables. */
export const SEGMENTATION_FIGURES = ['dice', 'iou', 'psnr', 'ssim'] as const;

/** Means over images; undefined where there are none. An image without a figure is left out of its mean. */
export function meanSegmentation(images: readonly SegmentationFigures[]): SegmentationSummary | undefined {
  if (images.length === 0) return undefined;
  const means = SEGMENTATION_FIGURES.map((name) => {
    const known = images.flatMap((each) => each[name] ?? []);
    return [name, known.reduce((sum, value) => sum + value, 0) / known.length] as const;
  });
  const { ssim: similarity, ...figures } = Object.fromEntries(means) as Required<SegmentationFigures>;
  return {
    images: images.length,
    ...figures,
    ...(Number.isNaN(similarity) ? {} : { ssim: similarity }),
  };
}
