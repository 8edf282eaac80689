import type { Evaluation } from '@celltally/counting';
import type { Io } from '../io.js';
import { createPalette, wantsColour } from '../render/colour.js';
import { formatFigure, formatPercent, formatSigned } from '../render/numbers.js';
import { formatSegmentation, SEGMENTATION_NAMES, segmentationRows } from '../render/segmentation-figures.js';
import { renderTable } from '../render/table.js';
import type { EvaluationSubject } from './evaluation-json.js';

/** The figures of an evaluation for the terminal, with their 95 % intervals. */
export function evaluationTable(
  subject: EvaluationSubject,
  { summary, failed }: Evaluation,
  { stdout, env }: Io,
): string {
  const palette = createPalette(wantsColour(stdout, env));
  const { intervals, localization, segmentation } = summary;
  const range = (
    interval: { readonly low: number; readonly high: number } | undefined,
    format: (value: number) => string,
  ) => (interval === undefined ? '' : `${format(interval.low)} to ${format(interval.high)}`);
  const rows = [
    ['MAE', formatFigure(summary.mae), range(intervals?.mae, formatFigure)],
    ['RMSE', formatFigure(summary.rmse), range(intervals?.rmse, formatFigure)],
    ['relative error', formatPercent(summary.relativeError), range(intervals?.relativeError, formatPercent)],
    ['bias', formatSigned(summary.bias), range(intervals?.bias, formatSigned)],
    ...localization.flatMap(({ radius, precision, recall, f1 }, i) => [
      [`precision at ${radius} px`, formatPercent(precision), ''],
      [`recall at ${radius} px`, formatPercent(recall), ''],
      [`F1 at ${radius} px`, formatPercent(f1), range(intervals?.f1[i], formatPercent)],
    ]),
    ...segmentationRows(segmentation).map(({ name, value }) => [
      SEGMENTATION_NAMES[name],
      formatSegmentation(name, value),
      range(intervals?.segmentation?.[name], (bound) => formatSegmentation(name, bound)),
    ]),
  ];
  const columns = [
    { header: 'figure' },
    { header: 'value', align: 'right' },
    { header: '95 % interval', align: 'right' },
  ] as const;
  const left = failed.map(({ image, reason }) => `${palette.red('failed')} ${image}: ${reason}\n`).join('');
  const turned = subject.turns === 1 ? '' : ` in ${subject.turns} turns`;
  const title = `${subject.model} on ${subject.dataset}, split ${subject.split}${turned}: ${summary.images} images, ${formatFigure(summary.meanActual)} cells on average\n`;
  return `${palette.bold(title)}\n${renderTable(columns, rows, { palette })}${left}`;
}
