import { SEGMENTATION_FIGURES, type SegmentationFigures } from '../metrics/segmentation-figures.js';
import type { EvaluationSummary } from '../metrics/summary.js';

/** What model cards call the figures of a segmentation. */
const CARD_NAMES: Readonly<Record<keyof SegmentationFigures, string>> = {
  dice: 'Dice',
  iou: 'IoU',
  psnr: 'PSNR (dB)',
  ssim: 'SSIM',
};

/** The figures of an evaluation by the names that model cards give them. */
export function cardFigures(summary: EvaluationSummary): Record<string, number> {
  const figures: Record<string, number> = {
    images: summary.images,
    MAE: summary.mae,
    RMSE: summary.rmse,
    bias: summary.bias,
    'relative error': summary.relativeError,
  };
  for (const { radius, precision, recall, f1 } of summary.localization) {
    figures[`precision at ${radius} px`] = precision;
    figures[`recall at ${radius} px`] = recall;
    figures[`F1 at ${radius} px`] = f1;
  }
  for (const name of SEGMENTATION_FIGURES) {
    const value = summary.segmentation?.[name];
    if (value !== undefined) figures[CARD_NAMES[name]] = value;
  }
  return figures;
}

/** Their intervals, by the same names; none where the evaluation has none. */
export function cardIntervals({
  intervals,
  localization,
}: EvaluationSummary): Record<string, readonly [number, number]> {
  if (intervals === undefined) return {};
  const { mae, rmse, bias, relativeError, f1, segmentation } = intervals;
  const ranges = new Map([
    ['MAE', mae],
    ['RMSE', rmse],
    ['bias', bias],
    ['relative error', relativeError],
    ...localization.map(({ radius }, i) => [`F1 at ${radius} px`, f1[i]] as const),
    ...SEGMENTATION_FIGURES.map((name) => [CARD_NAMES[name], segmentation?.[name]] as const),
  ]);
  return Object.fromEntries(
    [...ranges].flatMap(([name, range]) => (range === undefined ? [] : [[name, [range.low, range.high]]])),
  );
}
