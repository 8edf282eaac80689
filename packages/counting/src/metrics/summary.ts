import { type BootstrapOptions, bootstrap, type Interval } from './bootstrap.js';
import { type CountMetrics, countMetrics } from './count-metrics.js';
import { MetricError } from './errors.js';
import {
  type LocalizationCounts,
  type LocalizationMetrics,
  localizationMetrics,
} from './localization-metrics.js';
import {
  meanSegmentation,
  SEGMENTATION_FIGURES,
  type SegmentationFigures,
  type SegmentationSummary,
} from './segmentation-figures.js';

/** What an evaluation found in one image. Counts in objects. */
export interface ImageResult {
  /** Path or name of the image, as the data set gives it. */
  readonly image: string;
  readonly actual: number;
  readonly predicted: number;
  /** predicted − actual. */
  readonly error: number;
  /** Matching at each radius (pixels); absent when the annotation or the model has no points. */
  readonly localization?: readonly ({ readonly radius: number } & LocalizationCounts)[];
  /** Agreement of outlines; absent when the annotation or the model has none. */
  readonly segmentation?: SegmentationFigures;
  /** Time from the start of decoding to the count, in seconds. */
  readonly seconds: number;
}

/** Ranges of the same names as the figures they belong to. */
export interface SummaryIntervals {
  readonly mae: Interval;
  readonly rmse: Interval;
  readonly relativeError: Interval;
  readonly bias: Interval;
  /** F1 by radius, in the order of `EvaluationSummary.localization`. */
  readonly f1: readonly Interval[];
  /** Absent unless every image has outlines. */
  readonly segmentation?: Readonly<Partial<Record<keyof SegmentationFigures, Interval>>>;
}

/** The figures of an evaluation, over all its images. */
export interface EvaluationSummary extends CountMetrics {
  /** Percentile bootstrap over images; absent when none was asked for. */
  readonly intervals?: SummaryIntervals;
  /** One entry per matching radius (pixels), ascending; empty when points were not compared. */
  readonly localization: readonly ({ readonly radius: number } & LocalizationMetrics)[];
  /** Means over the images with outlines; absent when there are none. */
  readonly segmentation?: SegmentationSummary;
}

/**
 * Summarises per-image results. Localization is pooled over images, segmentation averaged; with `intervals`, every figure also gets a
 * bootstrap interval over images.
 *
 * @throws MetricError when there are no images, or some images lack a radius that others have.
 */
export function summarizeEvaluation(
  images: readonly ImageResult[],
  intervals?: BootstrapOptions,
): EvaluationSummary {
  const radii = commonRadii(images);
  const localization = radii.map((radius) => ({ radius, ...localizationMetrics(countsAt(images, radius)) }));
  const segmentation = meanSegmentation(outlinesOf(images));
  const summary = { ...countMetrics(images), localization, ...(segmentation && { segmentation }) };
  return intervals === undefined ? summary : { ...summary, intervals: resampled(images, radii, intervals) };
}

function resampled(
  images: readonly ImageResult[],
  radii: readonly number[],
  options: BootstrapOptions,
): SummaryIntervals {
  const outlined = SEGMENTATION_FIGURES.filter((name) =>
    images.every(({ segmentation }) => segmentation?.[name] !== undefined),
  );
  const all = bootstrap<ImageResult, FigureName>(
    images,
    (sample) => {
      const { mae, rmse, relativeError, bias } = countMetrics(sample);
      const figures: Record<FigureName, number> = { mae, rmse, relativeError, bias };
      for (const radius of radii) figures[`f1@${radius}`] = localizationMetrics(countsAt(sample, radius)).f1;
      for (const name of outlined) figures[`mean ${name}`] = meanOf(sample, name);
      return figures;
    },
    options,
  );
  const f1 = radii.map((radius) => all[`f1@${radius}`]);
  const segmentation = Object.fromEntries(outlined.map((name) => [name, all[`mean ${name}`]]));
  return {
    mae: all.mae,
    rmse: all.rmse,
    relativeError: all.relativeError,
    bias: all.bias,
    f1,
    ...(outlined.length === 0 ? {} : { segmentation }),
  };
}

type FigureName = 'mae' | 'rmse' | 'relativeError' | 'bias' | `f1@${number}` | `mean ${string}`;

const outlinesOf = (images: readonly ImageResult[]): SegmentationFigures[] =>
  images.flatMap(({ segmentation }) => segmentation ?? []);

const meanOf = (images: readonly ImageResult[], name: keyof SegmentationFigures): number =>
  meanSegmentation(outlinesOf(images))?.[name] ?? Number.NaN;

function commonRadii(images: readonly ImageResult[]): readonly number[] {
  const radii = [
    ...new Set(images.flatMap((image) => image.localization?.map(({ radius }) => radius) ?? [])),
  ];
  return radii.sort((a, b) => a - b);
}

function countsAt(images: readonly ImageResult[], radius: number): readonly LocalizationCounts[] {
  return images.map((image) => {
    const counts = image.localization?.find((entry) => entry.radius === radius);
    if (counts === undefined) {
      throw new MetricError(
        'summarizeEvaluation.localization',
        `must have radius ${radius} px in every image, "${image.image}" has none; match all images at the same radii`,
      );
    }
    return counts;
  });
}
