import type { Miss, ModelSettings } from '@celltally/models';
import type { Evaluation } from '../evaluate/evaluate.js';
import type { EvaluationSummary, ImageResult } from '../metrics/summary.js';
import { cardFigures, cardIntervals } from './card-figures.js';

/** How many pictures a card names as counted worst. */
const WORST = 5;

/**
 * A package whose settings hold the figures of an evaluation as those of `part`, with their intervals and the pictures
 * that were counted worst. Its documentation is left out: it is made of the settings when the package is written.
 */
export function recordEvaluation<
  Contents extends { readonly settings: ModelSettings; readonly documentation?: string },
>(
  contents: Contents,
  part: string,
  { summary, images }: Pick<Evaluation, 'summary' | 'images'>,
): Omit<Contents, 'documentation'> {
  const { documentation: _, ...others } = contents;
  return {
    ...others,
    settings: { ...contents.settings, ...withPart(contents.settings, part, summary, images) },
  };
}

/** Figures and evidence of a model's settings, with those of one more part of the data. */
export function withPart(
  { figures, evidence }: Pick<ModelSettings, 'figures' | 'evidence'>,
  part: string,
  summary: EvaluationSummary,
  images: readonly ImageResult[],
): Pick<ModelSettings, 'figures' | 'evidence'> {
  const worst = worstOf(images);
  const found = { intervals: cardIntervals(summary), ...(worst.length === 0 ? {} : { worst }) };
  return {
    figures: { ...figures, [part]: cardFigures(summary) },
    evidence: { ...evidence, [part]: found },
  };
}

const worstOf = (images: readonly ImageResult[]): readonly Miss[] =>
  images
    .filter(({ error }) => error !== 0)
    .toSorted((a, b) => Math.abs(b.error) - Math.abs(a.error))
    .slice(0, WORST)
    .map(({ image, actual, predicted }) => ({ image, actual, predicted }));
