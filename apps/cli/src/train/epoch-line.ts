import type { EpochRecord } from '@celltally/counting';
import { formatFigure, formatPercent } from '../render/numbers.js';
import { formatSegmentation } from '../render/segmentation-figures.js';

/** One epoch for the log: number, loss, validation error, F1 at the largest radius, Dice, learning rate, mark of the best. */
export function epochLine(
  { epoch, loss, validation, learningRate, best }: EpochRecord,
  epochs: number,
): string {
  const number = String(epoch).padStart(String(epochs).length);
  const widest = validation?.localization.at(-1);
  const segmentation = validation?.segmentation;
  return [
    `epoch ${number}`,
    `loss ${loss.toPrecision(4)}`,
    ...(validation === undefined ? [] : [`val MAE ${formatFigure(validation.mae)}`]),
    ...(widest === undefined ? [] : [`F1@${widest.radius} ${formatPercent(widest.f1)}`]),
    ...(segmentation === undefined ? [] : [`Dice ${formatSegmentation('dice', segmentation.dice)}`]),
    `lr ${learningRate.toExponential(1)}`,
    ...(best ? ['* best'] : []),
  ].join('  ');
}
