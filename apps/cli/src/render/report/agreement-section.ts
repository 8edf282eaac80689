import type { EvaluationSummary, ImageResult } from '@celltally/counting';
import { html, type Markup, trusted } from '../markup.js';
import { formatCount, formatFigure, formatPercent, formatSigned } from '../numbers.js';
import { limitsOfAgreement } from '../plots/agreement.js';
import { blandAltman } from '../plots/bland-altman.js';
import { errorHistogram } from '../plots/error-histogram.js';
import { predictedVersusActual } from '../plots/predicted-versus-actual.js';
import { pageTheme } from '../plots/theme.js';

/** The figures on how predicted and true counts agree, and a table of what they show. */
export function agreement(
  summary: EvaluationSummary,
  images: readonly ImageResult[],
  objects: string,
): Markup {
  const notes = [
    `n = ${summary.images}`,
    `MAE ${formatFigure(summary.mae)}`,
    `RMSE ${formatFigure(summary.rmse)}`,
    ...(summary.rSquared === undefined ? [] : [`R² ${summary.rSquared.toFixed(3).replace('-', '−')}`]),
  ];
  return html`<div class="figures">
<figure>${trusted(predictedVersusActual(images, { objects, notes }, pageTheme))}
<figcaption><b>Predicted against true counts.</b> Each point is one image.</figcaption></figure>
<figure>${trusted(blandAltman(images, { objects }, pageTheme))}
<figcaption><b>Bland–Altman plot.</b> Solid line: bias; dashed lines: limits of agreement. A slope or a funnel would tell that the error depends on the number of ${objects}.</figcaption></figure>
${agreementTable(images, objects)}
<figure>${trusted(errorHistogram(images, { objects }, pageTheme))}
<figcaption><b>Distribution of errors.</b> One bar is centred on zero: the images that were counted about right.</figcaption></figure>
</div>`;
}

function agreementTable(images: readonly ImageResult[], objects: string): Markup {
  const errors = images.map(({ error }) => error);
  const sizes = errors.map(Math.abs).sort((a, b) => a - b);
  const { lower, upper } = limitsOfAgreement(errors);
  const share = (holds: (image: ImageResult) => boolean) =>
    formatPercent(images.filter(holds).length / Math.max(1, images.length));
  const rows: readonly (readonly [string, string])[] = [
    ['Within 5 % of the true count', share(({ error, actual }) => Math.abs(error) <= 0.05 * actual)],
    ['Within 10 % of the true count', share(({ error, actual }) => Math.abs(error) <= 0.1 * actual)],
    ['Counted too high', share(({ error }) => error > 0)],
    ['Counted too low', share(({ error }) => error < 0)],
    [`Median absolute error (${objects})`, formatFigure(median(sizes))],
    [`Largest absolute error (${objects})`, formatCount(sizes.at(-1) ?? Number.NaN)],
    [`Limits of agreement (${objects})`, `${formatSigned(lower)} to ${formatSigned(upper)}`],
  ];
  return html`<div class="scroll"><table class="agreement">
<caption>Images by their error</caption>
<thead><tr><th scope="col">Property</th><th scope="col" class="number">Value</th></tr></thead>
<tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td class="number">${value}</td></tr>`)}</tbody>
</table></div>`;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
