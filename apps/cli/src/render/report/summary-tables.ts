import type {
  EvaluationSummary,
  ImageResult,
  Interval,
  SegmentationFigures,
  SegmentationSummary,
  SummaryIntervals,
} from '@celltally/counting';
import { html, type Markup } from '../markup.js';
import { formatFigure, formatPercent, formatSigned } from '../numbers.js';
import { formatSegmentation, SEGMENTATION_NAMES, segmentationRows } from '../segmentation-figures.js';

/** Figures of the counts, each with its interval and its meaning in words. */
export function countTable(summary: EvaluationSummary, objects: string): Markup {
  const { mae, rmse, relativeError, bias, rSquared, intervals } = summary;
  const rows = [
    row('MAE', mae, formatFigure, intervals?.mae, `Mean absolute error, ${objects} per image`),
    row(
      'RMSE',
      rmse,
      formatFigure,
      intervals?.rmse,
      `Root mean squared error, ${objects}: large errors weigh more`,
    ),
    row(
      'Relative error',
      relativeError,
      formatPercent,
      intervals?.relativeError,
      'Mean of |error| / true count',
    ),
    row(
      'Bias',
      bias,
      formatSigned,
      intervals?.bias,
      `Mean of predicted − true, ${objects}: above zero, too many`,
    ),
    ...(rSquared === undefined
      ? []
      : [
          row(
            'R²',
            rSquared,
            (value) => value.toFixed(3).replace('-', '−'),
            undefined,
            'Share of the variance of the true counts that is explained',
          ),
        ]),
  ];
  return html`<div class="scroll"><table class="summary">
<caption>Counting error over ${summary.images} images with ${formatFigure(summary.meanActual)} ${objects} on average</caption>
<thead><tr><th scope="col">Figure</th><th scope="col" class="number">Value</th>${
    intervals && html`<th scope="col" class="number">95 % interval</th>`
  }<th scope="col" class="meaning">Meaning</th></tr></thead>
<tbody>${rows.map((render) => render(intervals !== undefined))}</tbody>
</table></div>`;
}

/** Precision, recall and F1 at each matching radius, with the pooled counts they come from. */
export function localizationTable(
  { localization, intervals }: EvaluationSummary,
  images: readonly ImageResult[],
): Markup {
  const pooled = (radius: number, key: 'tp' | 'fp' | 'fn') =>
    images.reduce(
      (sum, image) => sum + (image.localization?.find((entry) => entry.radius === radius)?.[key] ?? 0),
      0,
    );
  return html`<div class="scroll"><table>
<caption>Localization, pooled over all images: a prediction is right when it is matched to a true point within the radius</caption>
<thead><tr><th scope="col">Radius</th>${['Precision', 'Recall', 'F1'].map(numberHead)}${
    intervals && numberHead('F1, 95 % interval')
  }${['Found', 'False', 'Missed'].map(numberHead)}</tr></thead>
<tbody>${localization.map(
    ({ radius, precision, recall, f1 }, i) =>
      html`<tr><th scope="row">${radius} px</th>${numberCell(
        formatPercent(precision),
      )}${numberCell(formatPercent(recall))}${numberCell(html`<b>${formatPercent(f1)}</b>`)}${
        intervals && numberCell(intervalText(intervals.f1[i], formatPercent))
      }${(['tp', 'fp', 'fn'] as const).map((key) => numberCell(String(pooled(radius, key))))}</tr>`,
  )}</tbody>
</table></div>`;
}

const SEGMENTATION_MEANINGS: Readonly<Record<keyof SegmentationFigures, string>> = {
  dice: 'Twice the common foreground by the sum of both foregrounds',
  iou: 'Common foreground by the union of both',
  psnr: 'Peak signal-to-noise ratio of the predicted map beside the true mask',
  ssim: 'Structural similarity of the same two',
};

/** Agreement of outlines with the true ones, each figure with its meaning in words. */
export function segmentationTable(
  summary: SegmentationSummary,
  intervals: SummaryIntervals['segmentation'],
): Markup {
  const rows = segmentationRows(summary).map(({ name, value }) =>
    row(
      SEGMENTATION_NAMES[name],
      value,
      (figure) => formatSegmentation(name, figure),
      intervals?.[name],
      SEGMENTATION_MEANINGS[name],
    ),
  );
  return html`<div class="scroll"><table class="summary segmentation">
<caption>Segmentation, means over ${summary.images} images</caption>
<thead><tr><th scope="col">Figure</th><th scope="col" class="number">Value</th>${
    intervals && html`<th scope="col" class="number">95 % interval</th>`
  }<th scope="col" class="meaning">Meaning</th></tr></thead>
<tbody>${rows.map((render) => render(intervals !== undefined))}</tbody>
</table></div>`;
}

/** `2.71 to 3.68`, never torn apart by a line break; or nothing where there is no interval. */
export function intervalText(interval: Interval | undefined, format: (value: number) => string): string {
  return interval === undefined ? '' : `${format(interval.low)}\u00a0to\u00a0${format(interval.high)}`;
}

function row(
  name: string,
  value: number,
  format: (value: number) => string,
  interval: Interval | undefined,
  meaning: string,
): (withIntervals: boolean) => Markup {
  return (withIntervals) =>
    html`<tr><th scope="row">${name}</th><td class="number value">${format(value)}</td>${
      withIntervals && html`<td class="number interval">${intervalText(interval, format) || '–'}</td>`
    }<td class="meaning">${meaning}</td></tr>`;
}

function numberHead(name: string): Markup {
  return html`<th scope="col" class="number">${name}</th>`;
}

function numberCell(shown: string | Markup): Markup {
  return html`<td class="number">${shown}</td>`;
}
