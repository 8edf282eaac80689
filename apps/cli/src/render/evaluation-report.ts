import type { EvaluationSummary, ImageResult } from '@celltally/counting';
import { formatDuration } from './durations.js';
import { html, type Markup, trusted } from './markup.js';
import { formatFigure, formatPercent } from './numbers.js';
import { agreement } from './report/agreement-section.js';
import { imageTable } from './report/image-table.js';
import { protocol } from './report/protocol.js';
import { reportScript } from './report/report-script.js';
import { reportStyle } from './report/report-style.js';
import { countTable, intervalText, localizationTable, segmentationTable } from './report/summary-tables.js';
import { type WorstCase, worstCases } from './report/worst-cases.js';

export type { WorstCase } from './report/worst-cases.js';

export interface EvaluationReportInput {
  /** Default: model and data set. */
  readonly title?: string;
  /** The model, and what else is to be known of it, for instance `['Parameters', '1.30 M']`. */
  readonly model: {
    readonly name: string;
    readonly facts?: readonly (readonly [name: string, value: string])[];
  };
  readonly dataset: string;
  readonly split: string;
  readonly date: Date;
  /** The command that makes this report again. */
  readonly command: string;
  /** What is counted, in the plural. Default `cells`. */
  readonly objects?: string;
  readonly summary: EvaluationSummary;
  readonly images: readonly ImageResult[];
  /** Worst images first. */
  readonly worst: readonly WorstCase[];
  /** What the marks on the pictures of the worst cases mean. */
  readonly overlayKey?: string;
  /** Images that could not be evaluated, and why. */
  readonly failed?: readonly { readonly image: string; readonly reason: string }[];
  /** Resamples behind `summary.intervals`. Default 2000. */
  readonly resamples?: number;
  /** Further remarks on the protocol. */
  readonly notes?: readonly string[];
}

/**
 * A report on an evaluation as one HTML page that needs nothing else: no request leaves it, which its content security
 * policy also forbids. Light, dark and printable.
 */
export function renderEvaluationReport(input: EvaluationReportInput): string {
  const { objects = 'cells', summary, images, worst, overlayKey, failed = [], notes = [] } = input;
  const title = input.title ?? `${input.model.name} on ${input.dataset}`;
  const resamples = summary.intervals && (input.resamples ?? 2000);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title} – celltally evaluation</title>
<style>${trusted(reportStyle)}</style>
</head>
<body>
${head(title, input)}
<main>
<h2>Summary</h2>
${countTable(summary, objects)}
${summary.localization.length > 0 && html`<h3>Localization</h3>${localizationTable(summary, images)}`}
${summary.segmentation && html`<h3>Segmentation</h3>${segmentationTable(summary.segmentation, summary.intervals?.segmentation)}`}
<h2>Agreement of predicted and true counts</h2>
${agreement(summary, images, objects)}
${worst.length > 0 && html`<h2>Worst cases</h2><p>The images with the largest errors. ${overlayKey}</p>${worstCases(worst)}`}
${failed.length > 0 && failures(failed, images.length)}
<h2>All images</h2>
${imageTable(images, objects)}
<h2>Protocol</h2>
${protocol({ split: input.split, objects, localized: summary.localization.length > 0, outlined: summary.segmentation !== undefined, notes, ...(resamples === undefined ? {} : { resamples }) })}
<footer>Made by celltally. Tables and figures come from the per-image results above.</footer>
</main>
<dialog aria-label="Enlarged picture"></dialog>
<script>${trusted(reportScript)}</script>
</body>
</html>
`;
  return page.html;
}

function head(title: string, input: EvaluationReportInput): Markup {
  const { model, dataset, split, date, command, images } = input;
  const iso = date.toISOString();
  const seconds = images.reduce((sum, image) => sum + image.seconds, 0);
  const facts: readonly (readonly [string, string | Markup])[] = [
    ['Model', model.name],
    ...(model.facts ?? []),
    ['Data set', dataset],
    ['Split', `${split}, ${images.length} images`],
    ['Time per image', formatDuration(seconds / Math.max(1, images.length))],
    ['Date', html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`],
  ];
  return html`<header>
<p class="eyebrow">Evaluation report</p>
<h1>${title}</h1>
<p class="lede">${lede(input)}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<pre aria-label="Command"><code>${command}</code></pre>
</header>`;
}

/** The result in one sentence, as an abstract would give it. */
function lede({ summary, objects = 'cells' }: EvaluationReportInput): Markup {
  const { mae, relativeError, images, meanActual, intervals, localization } = summary;
  const interval = intervals && ` (95 % interval ${intervalText(intervals.mae, formatFigure)})`;
  const widest = localization.at(-1);
  const found = widest && ` Within ${widest.radius} px, F1 is ${formatPercent(widest.f1)}.`;
  return html`Over ${images} images with ${formatFigure(meanActual)} ${objects} on average, counts are off by
<b>${formatFigure(mae)} ${objects}</b>${interval}, or ${formatPercent(relativeError)} of the true count.${found}`;
}

function failures(failed: NonNullable<EvaluationReportInput['failed']>, evaluated: number): Markup {
  const rows = failed.map(
    ({ image, reason }) => html`<tr><th scope="row">${image}</th><td>${reason}</td></tr>`,
  );
  return html`<h2>Images left out</h2>
<div class="scroll"><table>
<caption>${failed.length} of ${failed.length + evaluated} images could not be evaluated; no figure of this report includes them</caption>
<thead><tr><th scope="col">Image</th><th scope="col">Reason</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}
