import { ruleX } from '@observablehq/plot';
import { formatFigure } from '../numbers.js';
import { axes } from './axes.js';
import { type Drawing, draw, frame, stack } from './figure.js';
import { type FigureTheme, printTheme } from './theme.js';
import { linearTicks } from './ticks.js';
import { errorPanel, lossPanel, type Panel, ratePanel, type TrainingPoint } from './training-panels.js';

export type { TrainingPoint } from './training-panels.js';

export interface TrainingCurveOptions {
  /** What is counted, in the plural. Default `cells`. */
  readonly objects?: string;
  /** Name of the loss, with its unit if it has one. Default `Loss`. */
  readonly lossLabel?: string;
  /** The epoch whose parameters were kept. Default: the one with the smallest validation MAE. */
  readonly bestEpoch?: number;
}

/**
 * A training run over its epochs: loss (logarithmic), validation MAE with the best epoch marked, and the learning rate,
 * one below the other on a common axis. Panels without data are left out. SVG document.
 */
export function trainingCurve(
  points: readonly TrainingPoint[],
  options: TrainingCurveOptions = {},
  theme: FigureTheme = printTheme,
): string {
  const { objects = 'cells', lossLabel = 'Loss', bestEpoch } = options;
  const validated = points.filter(({ validationMae }) => Number.isFinite(validationMae));
  const best =
    bestEpoch === undefined ? smallestError(validated) : points.find(({ epoch }) => epoch === bestEpoch);
  const panels = [lossPanel(points, lossLabel, theme)];
  if (validated.length > 0) panels.push(errorPanel(validated, best, objects, theme));
  if (points.some(({ learningRate }) => Number.isFinite(learningRate))) panels.push(ratePanel(points, theme));
  const epochs = epochDomain(points);
  const drawings = panels.map((panel, i) =>
    drawPanel(panel, epochs, best?.epoch, i === panels.length - 1, theme),
  );
  const end =
    best?.validationMae === undefined
      ? ''
      : ` Best validation error ${formatFigure(best.validationMae)} ${objects} after epoch ${best.epoch}.`;
  return frame(stack(drawings), theme, `Training over ${points.length} epochs.${end}`);
}

function drawPanel(
  { height, y: { type, domain, ...y }, marks }: Panel,
  epochs: readonly [number, number],
  best: number | undefined,
  last: boolean,
  theme: FigureTheme,
): Drawing {
  const marginBottom = last ? 52 : 10;
  const ticks = linearTicks(...epochs, 8).filter(Number.isInteger);
  return draw({
    width: 720,
    height: height + marginBottom,
    marginTop: 14,
    marginRight: 24,
    marginBottom,
    marginLeft: 80,
    x: { domain: epochs },
    y: { type, domain },
    marks: [
      axes(
        last ? { label: 'Epoch', ticks, tickFormat: String } : { ticks, tickFormat: () => '' },
        { labelOffset: 62, ...y },
        theme,
      ),
      ...(best === undefined ? [] : [ruleX([best], { stroke: theme.green, strokeDasharray: '4 3' })]),
      ...marks,
    ],
  });
}

function smallestError(points: readonly TrainingPoint[]): TrainingPoint | undefined {
  return points.reduce<TrainingPoint | undefined>(
    (best, point) => (best === undefined || point.validationMae! < best.validationMae! ? point : best),
    undefined,
  );
}

function epochDomain(points: readonly TrainingPoint[]): readonly [number, number] {
  const first = points[0]?.epoch ?? 0;
  const last = points.at(-1)?.epoch ?? 1;
  return first === last ? [first - 1, first + 1] : [first, last];
}
