import { MOST_DECIBELS } from '@celltally/counting';
import { html, type Markup } from '../markup.js';

/** What the protocol of an evaluation depends on. */
export interface ProtocolFacts {
  readonly split: string;
  readonly objects: string;
  readonly localized: boolean;
  /** Whether outlines were compared. */
  readonly outlined?: boolean;
  /** Resamples of the bootstrap; absent when there are no intervals. */
  readonly resamples?: number;
  readonly notes: readonly string[];
}

/** How the figures of a report come about, in words that can be checked. */
export function protocol({
  split,
  objects,
  localized,
  outlined = false,
  resamples,
  notes,
}: ProtocolFacts): Markup {
  return html`<dl class="protocol">
<dt>Images</dt>
<dd>Only images of the split “${split}” were counted. Every image weighs the same in MAE, RMSE, relative error and bias, however many ${objects} it holds.</dd>
<dt>RMSE</dt>
<dd>The root of the mean squared error, in ${objects}. Papers on counting often print this figure under the name “MSE”; a mean of squares would be in squared ${objects} and never below the squared MAE.</dd>
<dt>Relative error</dt>
<dd>The mean over images of |predicted − true| / max(true, 1), so that images without any ${objects} can take part.</dd>
${
  localized &&
  html`<dt>Matching</dt>
<dd>In each image predictions and true points are paired one to one, so that as many pairs as possible lie at a distance of at most the radius (maximum-cardinality bipartite matching). Pairs count as found, other predictions as false, other true points as missed. Where an image has no true points all predictions are false; where it has no predictions all true points are missed. Precision, recall and F1 come from the sums over all images.</dd>`
}
${
  outlined &&
  html`<dt>Segmentation</dt>
<dd>Foreground is whatever belongs to one of the ${objects}, predicted or true; ${objects} that touch are not told apart by these figures. Dice and IoU compare the two foregrounds, PSNR and SSIM (Gaussian window of 11 × 11 pixels, σ 1.5) the predicted map, clipped to 0 … 1, with the true mask of zeros and ones, peak 1. Each is the mean over images; a map without error counts as ${MOST_DECIBELS} dB.</dd>`
}
${
  resamples !== undefined &&
  html`<dt>Intervals</dt>
<dd>95 % percentile bootstrap: the images were drawn anew with replacement ${resamples} times, with a fixed seed. The intervals tell how far the figures depend on which images are in the split, not how they depend on training.</dd>`
}
<dt>Limits of agreement</dt>
<dd>Bias ± 1.96 standard deviations of the differences (n − 1), after Bland and Altman, Lancet 1986.</dd>
${notes.length > 0 && html`<dt>Notes</dt>${notes.map((note) => html`<dd>${note}</dd>`)}`}
</dl>`;
}
