import { dot, line, text } from '@observablehq/plot';
import { formatCount } from '../numbers.js';
import { axes } from './axes.js';
import type { CountedImage, CountFigureOptions } from './counted-image.js';
import { draw, frame } from './figure.js';
import { type FigureTheme, printTheme } from './theme.js';

const margin = { marginTop: 16, marginRight: 18, marginBottom: 52, marginLeft: 62 };
const side = 400;

export interface ScatterOptions extends CountFigureOptions {
  /** Lines to print in the upper left corner, for instance the error figures. Default none. */
  readonly notes?: readonly string[];
}

/** Predicted against true counts, both axes on one scale, with the line on which they are equal. SVG document. */
export function predictedVersusActual(
  images: readonly CountedImage[],
  { objects = 'cells', notes = [] }: ScatterOptions = {},
  theme: FigureTheme = printTheme,
): string {
  const domain = commonDomain(images);
  const [low, high] = domain;
  const drawing = draw({
    ...margin,
    width: side + margin.marginLeft + margin.marginRight,
    height: side + margin.marginTop + margin.marginBottom,
    x: { domain },
    y: { domain },
    marks: [
      axes({ label: `True count (${objects})` }, { label: `Predicted count (${objects})` }, theme),
      line(
        [
          [low, low],
          [high, high],
        ],
        { stroke: theme.muted, strokeWidth: 1.25, strokeDasharray: '6 4' },
      ),
      dot(images, {
        x: 'actual',
        y: 'predicted',
        r: 3.5,
        fill: theme.blue,
        fillOpacity: 0.4,
        stroke: theme.blue,
        strokeWidth: 1,
        title: ({ image, actual, predicted }: CountedImage) =>
          `${image}\ntrue ${formatCount(actual)}, predicted ${formatCount(predicted)}`,
      }),
      text(['dashed line: predicted = true'], {
        frameAnchor: 'bottom-right',
        dx: -6,
        dy: -8,
        fill: theme.muted,
      }),
      text([notes.join('\n')], { frameAnchor: 'top-left', dx: 10, dy: 6, lineHeight: 1.4, fill: theme.ink }),
    ],
  });
  return frame(drawing, theme, `Predicted against true counts of ${images.length} images.`);
}

/** From zero, unless all counts are far from it, to a little above the largest. */
function commonDomain(images: readonly CountedImage[]): [number, number] {
  const counts = images.flatMap(({ predicted, actual }) => [predicted, actual]);
  const low = Math.min(...counts, Number.POSITIVE_INFINITY);
  const high = Math.max(...counts, Number.NEGATIVE_INFINITY);
  if (counts.length === 0) return [0, 1];
  const room = 0.04 * (high - low) || 1;
  return low >= 0 && low < 0.5 * high ? [0, high * 1.04 || 1] : [low - room, high + room];
}
