import { type AxisOptions, axisX, axisY, frame, gridX, gridY, type Markish } from '@observablehq/plot';
import { type FigureTheme, figureFontSize } from './theme.js';

/** One axis of a figure. */
export interface Axis {
  /** Quantity and unit, for instance `True count (cells)`. Omitted: the axis has no name. */
  readonly label?: string;
  /** Where the ticks are, or about how many. Default 6. */
  readonly ticks?: number | readonly number[];
  readonly tickFormat?: (value: number) => string;
  /** Distance from the axis to its name, in pixels. */
  readonly labelOffset?: number;
}

/** Grid, left and bottom axes, with names in the middle as journals have them. Put it before the other marks. */
export function axes(x: Axis, y: Axis, theme: FigureTheme): Markish[] {
  return [
    gridY({ ticks: tickOption(y), stroke: theme.grid, strokeOpacity: 1 }),
    ...bottomAxis(x, theme),
    frame({ ...lineOf(theme), anchor: 'left' }),
    axisY(axisOptions(y, 48, theme)),
  ];
}

/** The bottom axis and its grid alone, where the other axis has names instead of numbers. */
export function bottomAxis(x: Axis, theme: FigureTheme): Markish[] {
  return [
    gridX({ ticks: tickOption(x), stroke: theme.grid, strokeOpacity: 1 }),
    frame({ ...lineOf(theme), anchor: 'bottom' }),
    axisX(axisOptions(x, 40, theme)),
  ];
}

const lineOf = ({ muted }: FigureTheme) => ({ stroke: muted, strokeWidth: 1 });

function tickOption({ ticks = 6 }: Axis): number | number[] {
  return typeof ticks === 'number' ? ticks : [...ticks];
}

function axisOptions(
  { label, ticks = 6, tickFormat, labelOffset }: Axis,
  offset: number,
  theme: FigureTheme,
): AxisOptions {
  return {
    ticks: typeof ticks === 'number' ? ticks : [...ticks],
    label: label ?? null,
    labelOffset: labelOffset ?? offset,
    labelAnchor: 'center',
    labelArrow: 'none',
    color: theme.muted,
    fill: theme.ink,
    fontSize: figureFontSize,
    tickSize: 4,
    ...(tickFormat === undefined ? {} : { tickFormat }),
  };
}
