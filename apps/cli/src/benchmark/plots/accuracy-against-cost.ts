import type { Spread } from '@celltally/counting';
import { dot, link, type Markish, text } from '@observablehq/plot';
import { formatFigure } from '../../render/numbers.js';
import { axes } from '../../render/plots/axes.js';
import { draw, frame } from '../../render/plots/figure.js';
import type { FigureTheme } from '../../render/plots/theme.js';
import { formatTick } from '../../render/plots/ticks.js';
import { type LabelledPoint, placeLabels } from './place-labels.js';
import { type Scale, scaleOf } from './scale.js';

/** A model: what it costs, and how far its counts are off. */
export interface CostedAccuracy {
  readonly label: string;
  /** Multiply-accumulates, in billions. */
  readonly macs: number;
  readonly mae: Spread;
}

const margin = { marginTop: 16, marginRight: 24, marginBottom: 52, marginLeft: 62 };
const width = 760;
const height = 440;

/** Mean absolute error against multiply-accumulates: good and cheap models stand at the bottom left. SVG document. */
export function accuracyAgainstCost(
  points: readonly CostedAccuracy[],
  { data }: { readonly data: string },
  theme: FigureTheme,
): string {
  const x = scaleOf(
    points.map(({ macs }) => macs),
    { foldOfLog: 4, room: 0.12 },
  );
  const y = scaleOf(
    points.flatMap(({ mae }) => [mae.least, mae.most]),
    { foldOfLog: 8, room: 0.08, fromZero: true },
  );
  const inner = {
    width: width - margin.marginLeft - margin.marginRight,
    height: height - margin.marginTop - margin.marginBottom,
  };
  const places = placeLabels(
    points.map(
      ({ label, macs, mae }): LabelledPoint => ({
        label,
        x: inner.width * x.position(macs),
        y: inner.height * (1 - y.position(mae.mean)),
      }),
    ),
    inner,
  );
  const drawing = draw({
    ...margin,
    width,
    height,
    x: { type: x.type, domain: x.domain },
    y: { type: y.type, domain: y.domain },
    marks: [
      axes(
        { label: 'Multiply-accumulates at 512 × 512 (billions)', ...ticksOf(x) },
        { label: 'MAE (cells)', ...ticksOf(y) },
        theme,
      ),
      link(
        points.filter(({ mae }) => mae.most > mae.least),
        {
          x: 'macs',
          y1: ({ mae }: CostedAccuracy) => mae.least,
          y2: ({ mae }: CostedAccuracy) => mae.most,
          stroke: theme.blue,
          strokeWidth: 1.5,
          strokeOpacity: 0.6,
        },
      ),
      dot(points, {
        x: 'macs',
        y: ({ mae }: CostedAccuracy) => mae.mean,
        r: 4.5,
        fill: theme.blue,
        stroke: theme.paper,
        strokeWidth: 1,
        title: ({ label, macs, mae }: CostedAccuracy) =>
          `${label}\nMAE ${formatFigure(mae.mean)}, ${formatFigure(macs)} G`,
      }),
      ...points.map((point, i): Markish => {
        const { dx, dy, anchor } = places[i] as (typeof places)[number];
        return text([point], {
          x: 'macs',
          y: ({ mae }: CostedAccuracy) => mae.mean,
          text: 'label',
          textAnchor: anchor,
          dx,
          dy,
          fill: theme.ink,
          stroke: theme.paper,
          strokeWidth: 3,
        });
      }),
    ],
  });
  const said = points.map(
    ({ label, macs, mae }) => `${label} ${formatFigure(mae.mean)} at ${formatFigure(macs)} G`,
  );
  return frame(
    drawing,
    theme,
    `Mean absolute error on ${data} against multiply-accumulates: ${said.join(', ')}.`,
  );
}

const ticksOf = ({ ticks }: Scale) => ({ ticks, tickFormat: formatTick });
