import type { Spread } from '@celltally/counting';
import { dot, line, type Markish, text } from '@observablehq/plot';
import { axes } from '../../render/plots/axes.js';
import { type Drawing, draw, frame, stack } from '../../render/plots/figure.js';
import type { FigureTheme } from '../../render/plots/theme.js';
import { formatTick } from '../../render/plots/ticks.js';
import { type Scale, scaleOf } from './scale.js';

/** A point of a line: what was varied, and what came of it. */
export interface SweptPoint {
  /** Points of one series are one line. */
  readonly series: string;
  readonly x: number;
  readonly figure: Spread;
}

/** One of the diagrams that share the axis of what was varied. */
export interface SweptFigure {
  /** Name and unit. */
  readonly label: string;
  readonly points: readonly SweptPoint[];
}

/** Figures against what was varied, one below the other: a line through the means, a dot for every seed. SVG document. */
export function sweep(
  figures: readonly SweptFigure[],
  { name, data }: { readonly name: string; readonly data: string },
  theme: FigureTheme,
): string {
  const x = scaleOf(
    figures.flatMap(({ points }) => points.map((point) => point.x)),
    { foldOfLog: Number.POSITIVE_INFINITY, room: 0.04 },
  );
  const drawings = figures.map((figure, i) =>
    panel(figure, { x, name: i === figures.length - 1 ? name : undefined, named: i === 0 }, theme),
  );
  const said = figures.map(({ label }) => label).join(', ');
  return frame(stack(drawings), theme, `${said} on ${data} against ${name}.`);
}

function panel(
  { label, points }: SweptFigure,
  { x, name, named }: { readonly x: Scale; readonly name: string | undefined; readonly named: boolean },
  theme: FigureTheme,
): Drawing {
  const seeds = points.flatMap(({ series, x: at, figure }) =>
    figure.values.map(({ value }) => ({ series, x: at, value })),
  );
  const y = scaleOf(
    seeds.map(({ value }) => value),
    { foldOfLog: Number.POSITIVE_INFINITY, room: 0.12 },
  );
  const colours = [theme.blue, theme.vermilion, theme.green];
  const names = [...new Set(points.map(({ series }) => series))];
  const last = name !== undefined;
  return draw({
    width: 760,
    height: 190 + (last ? 52 : 14),
    marginTop: 14,
    marginRight: 24,
    marginBottom: last ? 52 : 14,
    marginLeft: 72,
    x: { domain: x.domain },
    y: { domain: y.domain },
    marks: [
      axes(
        last
          ? { label: name, ticks: x.ticks, tickFormat: formatTick }
          : { ticks: x.ticks, tickFormat: () => '' },
        {
          label,
          ticks: y.ticks.filter((_, i) => i % 2 === 0 || y.ticks.length < 6),
          tickFormat: formatTick,
          labelOffset: 56,
        },
        theme,
      ),
      ...names.flatMap((series, i): Markish[] => {
        const colour = colours[i % colours.length] as string;
        const own = points.filter((each) => each.series === series).toSorted((a, b) => a.x - b.x);
        return [
          dot(
            seeds.filter((each) => each.series === series),
            { x: 'x', y: 'value', r: 2.5, fill: colour, fillOpacity: 0.45 },
          ),
          line(own, {
            x: 'x',
            y: ({ figure }: SweptPoint) => figure.mean,
            stroke: colour,
            strokeWidth: 2,
            strokeLinejoin: 'round',
          }),
          dot(own, {
            x: 'x',
            y: ({ figure }: SweptPoint) => figure.mean,
            r: 4,
            fill: colour,
            stroke: theme.paper,
            strokeWidth: 1,
          }),
          ...(named && names.length > 1
            ? [
                text([series], {
                  frameAnchor: 'top-right',
                  dy: 4 + 17 * i,
                  dx: -4,
                  fill: colour,
                  fontWeight: 600,
                }),
              ]
            : []),
        ];
      }),
    ],
  });
}
