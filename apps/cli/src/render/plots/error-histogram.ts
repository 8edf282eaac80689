import { rectY, ruleX, ruleY, text } from '@observablehq/plot';
import { formatCount, formatSigned } from '../numbers.js';
import { axes } from './axes.js';
import type { CountedImage, CountFigureOptions } from './counted-image.js';
import { draw, frame } from './figure.js';
import { type FigureTheme, printTheme } from './theme.js';
import { linearTicks, niceStep } from './ticks.js';

const margin = { marginTop: 30, marginRight: 20, marginBottom: 52, marginLeft: 62 };
const width = 620;
const height = 320;

/** One bar: images whose error is at least `low` and below `high`. */
export interface ErrorBin {
  readonly low: number;
  readonly high: number;
  readonly images: number;
}

/** How the errors, predicted − true, are distributed over the images. SVG document. */
export function errorHistogram(
  images: readonly CountedImage[],
  { objects = 'cells' }: CountFigureOptions = {},
  theme: FigureTheme = printTheme,
): string {
  const errors = images.map(({ predicted, actual }) => predicted - actual);
  const bins = binErrors(errors);
  const bias = errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
  const most = Math.max(1, ...bins.map((bin) => bin.images));
  const drawing = draw({
    ...margin,
    width,
    height,
    x: { domain: [bins[0]?.low ?? -1, bins.at(-1)?.high ?? 1] },
    y: { domain: [0, most * 1.05] },
    marks: [
      axes(
        { label: `Predicted − true (${objects})`, ticks: 9, tickFormat: formatCount },
        { label: 'Images', ticks: linearTicks(0, most, 5).filter(Number.isInteger) },
        theme,
      ),
      rectY(bins, {
        x1: 'low',
        x2: 'high',
        y: 'images',
        fill: theme.blue,
        fillOpacity: 0.75,
        inset: 0.75,
        insetBottom: 0,
        title: ({ low, high, images: count }: ErrorBin) =>
          `${formatSigned(low)} to ${formatSigned(high)}: ${count} images`,
      }),
      ruleY([0], { stroke: theme.muted }),
      ruleX([bias], { stroke: theme.vermilion, strokeWidth: 1.75 }),
      text([bias], {
        x: (value: number) => value,
        text: [`bias ${formatSigned(bias)}`],
        frameAnchor: 'top',
        lineAnchor: 'bottom',
        dy: -7,
        fill: theme.vermilion,
        fontWeight: 600,
      }),
    ],
  });
  return frame(
    drawing,
    theme,
    `Histogram of the errors of ${images.length} images, bias ${formatSigned(bias)} ${objects}.`,
  );
}

/**
 * Bins of equal, round width, one of them centred on zero, so that no bar mixes images counted too high with images
 * counted too low, except the bar of those counted about right. About two bins for each that the rule of Freedman and
 * Diaconis (1981) would make, at most 60; whole errors are never split finer than by one.
 */
export function binErrors(errors: readonly number[]): ErrorBin[] {
  if (errors.length === 0) return [];
  const sorted = [...errors].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
  const range = at(1) - at(0);
  const freedmanDiaconis = (2 * (at(0.75) - at(0.25))) / Math.cbrt(sorted.length);
  const finest = errors.every(Number.isInteger) ? 1 : 0;
  const resolution = 1e-9 * Math.max(Math.abs(at(0)), Math.abs(at(1)));
  const size = niceStep(Math.max(0.4 * freedmanDiaconis, range / 60, finest, resolution)) || 1;
  const indices = sorted.map((error) => Math.floor(error / size + 0.5));
  const first = indices[0]!;
  const bins = Array.from({ length: indices.at(-1)! - first + 1 }, () => 0);
  for (const index of indices) bins[index - first]!++;
  return bins.map((count, i) => ({
    low: (first + i - 0.5) * size,
    high: (first + i + 0.5) * size,
    images: count,
  }));
}
