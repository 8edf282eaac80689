import { dot, line, type Markish, text } from '@observablehq/plot';
import { formatFigure } from '../numbers.js';
import type { Axis } from './axes.js';
import type { FigureTheme } from './theme.js';
import { formatTick, linearTicks, logTicks } from './ticks.js';

/** What is drawn of one epoch. */
export interface TrainingPoint {
  /** Number of finished epochs. */
  readonly epoch: number;
  /** Mean training loss of the epoch. */
  readonly loss: number;
  /** Mean loss on validation data, of the same kind. */
  readonly validationLoss?: number;
  /** Mean absolute error of the counts on validation data; absent in epochs that were not validated. */
  readonly validationMae?: number;
  readonly learningRate?: number;
}

/** One of the diagrams that share the axis of epochs. */
export interface Panel {
  /** Height between the axes and above, without the axis of epochs, in pixels. */
  readonly height: number;
  readonly y: Axis & Scale;
  readonly marks: readonly Markish[];
}

interface Scale {
  readonly type: 'log' | 'linear';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** Training loss, and the validation loss where there is one, on a logarithmic axis if all losses are positive. */
export function lossPanel(points: readonly TrainingPoint[], label: string, theme: FigureTheme): Panel {
  const training = finite(points.map(({ epoch, loss }) => ({ epoch, value: loss })));
  const validation = finite(points.map(({ epoch, validationLoss }) => ({ epoch, value: validationLoss })));
  const names =
    validation.length > 0
      ? [seriesName('training', 0, theme.blue), seriesName('validation', 1, theme.vermilion)]
      : [];
  return {
    height: 250,
    y: { label, ...scale([...training, ...validation], 1), tickFormat: formatTick },
    marks: [
      series(training, theme.blue),
      ...(validation.length > 0 ? [series(validation, theme.vermilion)] : []),
      ...names,
    ],
  };
}

/** Validation error in objects; logarithmic when it falls by more than a factor of ten. */
export function errorPanel(
  points: readonly TrainingPoint[],
  best: TrainingPoint | undefined,
  objects: string,
  theme: FigureTheme,
): Panel {
  const errors = finite(points.map(({ epoch, validationMae }) => ({ epoch, value: validationMae })));
  const last = errors.at(-1)?.epoch ?? 1;
  const mark =
    best?.validationMae === undefined
      ? []
      : bestMarks(best.epoch, best.validationMae, best.epoch < 0.6 * last, theme);
  return {
    height: 190,
    y: { label: `Validation MAE (${objects})`, ...scale(errors, 10), tickFormat: formatTick },
    marks: [series(errors, theme.vermilion), ...mark],
  };
}

/** Learning rate, from zero. */
export function ratePanel(points: readonly TrainingPoint[], theme: FigureTheme): Panel {
  const rates = finite(points.map(({ epoch, learningRate }) => ({ epoch, value: learningRate })));
  const domain = [0, 1.08 * Math.max(...rates.map(({ value }) => value)) || 1] as const;
  return {
    height: 84,
    y: {
      label: 'Learning rate',
      type: 'linear',
      domain,
      ticks: linearTicks(...domain, 2),
      tickFormat: formatTick,
    },
    marks: [series(rates, theme.muted)],
  };
}

interface Value {
  readonly epoch: number;
  readonly value: number;
}

function finite(values: readonly { readonly epoch: number; readonly value: number | undefined }[]): Value[] {
  return values.filter((entry): entry is Value => entry.value !== undefined && Number.isFinite(entry.value));
}

/** Logarithmic where all values are positive and the largest is more than `fold` times the smallest. */
function scale(values: readonly Value[], fold: number): Scale {
  const numbers = values.map(({ value }) => value);
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  if (numbers.length === 0) return { type: 'linear', domain: [0, 1], ticks: [0, 1] };
  if (low > 0 && high > fold * low) {
    const room = (high / low) ** 0.06;
    const domain = [low / room, high * room] as const;
    return { type: 'log', domain, ticks: logTicks(...domain) };
  }
  const domain = [Math.min(0, low), 1.08 * Math.max(0, high) || 1] as const;
  return { type: 'linear', domain, ticks: linearTicks(...domain, 4) };
}

function series(values: readonly Value[], colour: string): Markish {
  const marks = [
    line(values, { x: 'epoch', y: 'value', stroke: colour, strokeWidth: 1.75, strokeLinejoin: 'round' }),
  ];
  // A line through few epochs hides where they were measured; through one there is no line at all.
  return values.length <= 40
    ? [...marks, dot(values, { x: 'epoch', y: 'value', r: 2.25, fill: colour })]
    : marks;
}

function seriesName(name: string, row: number, colour: string): Markish {
  return text([name], { frameAnchor: 'top-right', dy: 4 + 18 * row, dx: -4, fill: colour, fontWeight: 600 });
}

function bestMarks(epoch: number, value: number, toTheRight: boolean, theme: FigureTheme): Markish[] {
  const name = `best ${formatFigure(value)} (epoch ${epoch})`;
  return [
    dot([[epoch, value]], { r: 5, fill: theme.paper, stroke: theme.green, strokeWidth: 2.25 }),
    text([epoch], {
      x: (at: number) => at,
      text: [name],
      frameAnchor: 'top',
      textAnchor: toTheRight ? 'start' : 'end',
      dx: toTheRight ? 8 : -8,
      dy: 4,
      fill: theme.green,
      fontWeight: 600,
      stroke: theme.paper,
      strokeWidth: 4,
    }),
  ];
}
