import type { ImageResult } from '@celltally/counting';
import { html, type Markup } from '../markup.js';
import { formatCount, formatFigure, formatPercent, formatSigned } from '../numbers.js';
import { formatSegmentation, SEGMENTATION_NAMES } from '../segmentation-figures.js';

/** The figures of outlines that are shown of single images; the others stand in the table of means. */
const OUTLINES = ['dice', 'iou'] as const;

/** One row per image, in the order given, with headers that sort the table where scripts run. */
export function imageTable(images: readonly ImageResult[], objects: string): Markup {
  const radii = (images[0]?.localization ?? []).map(({ radius }) => radius);
  const outlined = images.some(({ segmentation }) => segmentation !== undefined);
  return html`<div class="scroll"><table class="all" data-sortable>
<caption>Counts of ${objects} in every image. Press a heading to sort.</caption>
<thead><tr>${sortHead('Image', false)}${sortHead('True')}${sortHead('Predicted')}${sortHead('Error')}${sortHead(
    'Relative error',
  )}${radii.map((radius) => sortHead(`Found / false / missed at ${radius} px`))}${
    outlined && OUTLINES.map((name) => sortHead(SEGMENTATION_NAMES[name]))
  }${sortHead('Seconds')}</tr></thead>
<tbody>${images.map((image) => imageRow(image, radii, outlined))}</tbody>
</table></div>`;
}

/** How far a count is off, as a fraction of the true count; images without objects count as having one. */
export function relativeError({ predicted, actual }: Pick<ImageResult, 'predicted' | 'actual'>): number {
  return Math.abs(predicted - actual) / Math.max(actual, 1);
}

/** An error with its sign, coloured by its direction. */
export function signedError(error: number): Markup {
  const text =
    Number.isInteger(error) && error !== 0
      ? `${error > 0 ? '+' : '−'}${Math.abs(error)}`
      : formatSigned(error);
  const shown = error === 0 ? '0' : text;
  return html`<span class="${error > 0 ? 'over' : error < 0 ? 'under' : ''}">${shown}</span>`;
}

function sortHead(name: string, number = true): Markup {
  return html`<th scope="col"${number && html` class="number"`}><button type="button">${name}</button></th>`;
}

function imageRow(result: ImageResult, radii: readonly number[], outlined: boolean): Markup {
  const { image, actual, predicted, error, seconds } = result;
  return html`<tr><th scope="row">${image}</th>${cell(actual, formatCount(actual))}${cell(
    predicted,
    formatCount(predicted),
  )}${cell(error, signedError(error))}${cell(relativeError(result), formatPercent(relativeError(result)))}${radii.map(
    (radius) => matchCell(result, radius),
  )}${outlined && OUTLINES.map((name) => outlineCell(result, name))}${cell(seconds, formatFigure(seconds))}</tr>
`;
}

/** Sorted by the number of points that are wrong. */
function matchCell({ localization }: ImageResult, radius: number): Markup {
  const counts = localization?.find((entry) => entry.radius === radius);
  if (counts === undefined) return cell(-1, '–');
  return cell(counts.fp + counts.fn, `${counts.tp} / ${counts.fp} / ${counts.fn}`);
}

function outlineCell({ segmentation }: ImageResult, name: (typeof OUTLINES)[number]): Markup {
  return cell(segmentation?.[name] ?? -1, formatSegmentation(name, segmentation?.[name]));
}

function cell(value: number, shown: string | Markup): Markup {
  return html`<td class="number" data-value="${value}">${shown}</td>`;
}
