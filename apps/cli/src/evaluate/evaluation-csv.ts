import type { Evaluation } from '@celltally/counting';
import { type CsvValue, writeCsv } from '../render/csv.js';

/** A record per image: counts, error, seconds, and matches at every radius (`tp_5`, `fp_5`, `fn_5`, ...). */
export function evaluationCsv({ summary, images, failed }: Evaluation, model: string): string {
  const radii = summary.localization.map(({ radius }) => radius);
  const header = [
    ...['image', 'actual', 'predicted', 'error', 'seconds', 'model'],
    ...radii.flatMap((radius) => [`tp_${radius}`, `fp_${radius}`, `fn_${radius}`]),
    'failure',
  ];
  const evaluated = images.map(({ image, actual, predicted, error, seconds, localization }): CsvValue[] => [
    ...[image, actual, predicted, error, seconds, model],
    ...radii.flatMap((radius) => {
      const counts = localization?.find((each) => each.radius === radius);
      return [counts?.tp, counts?.fp, counts?.fn];
    }),
    undefined,
  ]);
  const left = failed.map(({ image, reason }): CsvValue[] => [
    ...[image, undefined, undefined, undefined, undefined, model],
    ...radii.flatMap(() => [undefined, undefined, undefined]),
    reason,
  ]);
  return writeCsv(header, [...evaluated, ...left]);
}
