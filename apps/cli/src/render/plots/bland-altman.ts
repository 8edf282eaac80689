import { dot, type Markish, ruleY, text } from '@observablehq/plot';
import { formatCount, formatSigned } from '../numbers.js';
import { limitsOfAgreement } from './agreement.js';
import { axes } from './axes.js';
import type { CountedImage, CountFigureOptions } from './counted-image.js';
import { draw, frame } from './figure.js';
import { type FigureTheme, printTheme } from './theme.js';

const margin = { marginTop: 16, marginRight: 122, marginBottom: 52, marginLeft: 62 };
const width = 620;
const height = 468;

/**
 * Differences of predicted and true counts against their means, with the bias and the limits of agreement, bias ± 1.96
 * standard deviations (Bland and Altman 1986). SVG document.
 */
export function blandAltman(
  images: readonly CountedImage[],
  { objects = 'cells' }: CountFigureOptions = {},
  theme: FigureTheme = printTheme,
): string {
  const points = images.map(({ image, predicted, actual }) => ({
    image,
    mean: (predicted + actual) / 2,
    difference: predicted - actual,
  }));
  const differences = points.map(({ difference }) => difference);
  const { bias, deviation, lower, upper } = limitsOfAgreement(differences);
  const limits = deviation > 0 ? [lower, upper] : [];
  const reach = Math.max(1, ...[...differences, ...limits].map(Math.abs)) * 1.06;
  const drawing = draw({
    ...margin,
    width,
    height,
    x: { domain: padded(points.map(({ mean }) => mean)) },
    y: { domain: [-reach, reach] },
    marks: [
      axes(
        { label: `Mean of predicted and true count (${objects})` },
        { label: `Predicted − true (${objects})`, tickFormat: formatCount },
        theme,
      ),
      ruleY([0], { stroke: theme.muted, strokeWidth: 1 }),
      ruleY([bias], { stroke: theme.vermilion, strokeWidth: 1.75 }),
      ruleY(limits, { stroke: theme.vermilion, strokeWidth: 1.25, strokeDasharray: '6 4' }),
      dot(points, {
        x: 'mean',
        y: 'difference',
        r: 3.5,
        fill: theme.blue,
        fillOpacity: 0.4,
        stroke: theme.blue,
        strokeWidth: 1,
        title: ({ image, difference }: { image: string; difference: number }) =>
          `${image}\n${formatSigned(difference)}`,
      }),
      lineName(`bias ${formatSigned(bias)}`, bias, 'middle', theme),
      ...(deviation > 0
        ? [
            lineName(`+1.96 SD ${formatSigned(upper)}`, upper, 'bottom', theme),
            lineName(`−1.96 SD ${formatSigned(lower)}`, lower, 'top', theme),
          ]
        : []),
    ],
  });
  const description =
    `Bland–Altman plot of ${images.length} images: bias ${formatSigned(bias)}, ` +
    `limits of agreement ${formatSigned(lower)} to ${formatSigned(upper)} ${objects}.`;
  return frame(drawing, theme, description);
}

/** The name of a horizontal line, in the right margin. Anchors lead away from the bias, so near lines stay legible. */
function lineName(
  name: string,
  y: number,
  lineAnchor: 'top' | 'middle' | 'bottom',
  theme: FigureTheme,
): Markish {
  return text([y], {
    y: (value: number) => value,
    text: [name],
    frameAnchor: 'right',
    textAnchor: 'start',
    lineAnchor,
    dx: 8,
    fill: theme.vermilion,
    fontWeight: 600,
  });
}

function padded(values: readonly number[]): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = 0.04 * (high - low) || 1;
  return [low - room, high + room];
}
