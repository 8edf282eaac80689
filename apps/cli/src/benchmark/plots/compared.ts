import type { Spread } from '@celltally/counting';
import { dot, link, text } from '@observablehq/plot';
import { formatFigure } from '../../render/numbers.js';
import { bottomAxis } from '../../render/plots/axes.js';
import { beside, type Drawing, draw, frame } from '../../render/plots/figure.js';
import type { FigureTheme } from '../../render/plots/theme.js';
import { formatTick } from '../../render/plots/ticks.js';
import { type Scale, scaleOf } from './scale.js';

/** A row of a plan and a figure that it reached. */
export interface ComparedRow {
  readonly label: string;
  readonly figure: Spread;
}

/** A figure of all rows that have it. */
export interface ComparedFigure {
  /** Name and unit. */
  readonly label: string;
  readonly rows: readonly ComparedRow[];
}

const lineHeight = 22;
const panelWidth = 300;
/** Width of a letter of the figures' font, in pixels. */
const letter = 7;
const margin = { top: 12, right: 18, bottom: 52, left: 14 };

/**
 * Figures of the rows of a plan, in its order, one diagram for each figure, side by side: a dot for the mean over seeds, a
 * line from the least to the most of them. SVG document.
 */
export function compared(
  figures: readonly ComparedFigure[],
  { data }: { readonly data: string },
  theme: FigureTheme,
): string {
  const labels = [...new Set(figures.flatMap(({ rows }) => rows.map(({ label }) => label)))];
  const height = margin.top + margin.bottom + labels.length * lineHeight;
  const drawing = beside([
    names(labels, height, theme),
    ...figures.map((figure) => panel(figure, { labels, height }, theme)),
  ]);
  const [first] = figures;
  const said = first?.rows.map(({ label, figure }) => `${label} ${formatFigure(figure.mean)}`) ?? [];
  return frame(drawing, theme, `${first?.label ?? 'Nothing'} on ${data}: ${said.join(', ')}.`);
}

const rowAxis = (labels: readonly string[]) => ({ type: 'band', domain: labels, axis: null }) as const;

function names(labels: readonly string[], height: number, theme: FigureTheme): Drawing {
  const width = Math.max(...labels.map(({ length }) => length)) * letter + margin.left;
  return draw({
    width,
    height,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    marginLeft: 0,
    marginRight: 0,
    y: rowAxis(labels),
    x: { domain: [0, 1], axis: null },
    marks: [text(labels, { x: () => 1, y: (label: string) => label, textAnchor: 'end', fill: theme.ink })],
  });
}

function panel(
  { label, rows }: ComparedFigure,
  { labels, height }: { readonly labels: readonly string[]; readonly height: number },
  theme: FigureTheme,
): Drawing {
  const x: Scale = scaleOf(
    rows.flatMap(({ figure }) => [figure.least, figure.most]),
    { foldOfLog: 20, room: 0.06 },
  );
  const byRow = { y: ({ label: name }: ComparedRow) => name };
  return draw({
    width: panelWidth,
    height,
    marginTop: margin.top,
    marginRight: margin.right,
    marginBottom: margin.bottom,
    marginLeft: margin.left,
    x: { type: x.type, domain: x.domain },
    y: rowAxis(labels),
    marks: [
      ...bottomAxis({ label, ticks: x.ticks, tickFormat: formatTick }, theme),
      link(
        rows.filter(({ figure }) => figure.most > figure.least),
        {
          ...byRow,
          x1: ({ figure }: ComparedRow) => figure.least,
          x2: ({ figure }: ComparedRow) => figure.most,
          stroke: theme.blue,
          strokeWidth: 2,
          strokeOpacity: 0.55,
        },
      ),
      dot(rows, {
        ...byRow,
        x: ({ figure }: ComparedRow) => figure.mean,
        r: 4,
        fill: theme.blue,
        stroke: theme.paper,
        title: ({ label: name, figure }: ComparedRow) => `${name}\n${formatFigure(figure.mean)}`,
      }),
    ],
  });
}
