import { type Evaluation, SEGMENTATION_FIGURES } from '@celltally/counting';
import { type CsvValue, writeCsv } from '../render/csv.js';

/**
 * A record per image: counts, error, seconds, matches at every radius (`tp_5`, `fp_5`, `fn_5`, ...), and where cells were
 * outlined `dice`, `iou`, `psnr` (decibels) and `ssim`.
 */
export function evaluationCsv({ summary, images, failed }: Evaluation, model: string): string {
  const radii = summary.localization.map(({ radius }) => radius);
  const outlines = summary.segmentation === undefined ? [] : SEGMENTATION_FIGURES;
  const header = [
    ...['image', 'actual', 'predicted', 'error', 'seconds', 'model'],
    ...radii.flatMap((radius) => [`tp_${radius}`, `fp_${radius}`, `fn_${radius}`]),
    ...outlines,
    'failure',
  ];
  const evaluated = images.map(({ localization, segmentation, ...result }): CsvValue[] => [
    ...[result.image, result.actual, result.predicted, result.error, result.seconds, model],
    ...radii.flatMap((radius) => {
      const counts = localization?.find((each) => each.radius === radius);
      return [counts?.tp, counts?.fp, counts?.fn];
    }),
    ...outlines.map((name) => segmentation?.[name]),
    undefined,
  ]);
  const left = failed.map(({ image, reason }): CsvValue[] => [
    ...[image, undefined, undefined, undefined, undefined, model],
    ...radii.flatMap(() => [undefined, undefined, undefined]),
    ...outlines.map(() => undefined),
    reason,
  ]);
  return writeCsv(header, [...evaluated, ...left]);
}
