import type { EpochRecord } from '@celltally/counting';
import { formatFigure, formatPercent } from '../render/numbers.js';

/** One epoch for the log: number, loss, validation error, F1 at the largest radius, learning rate, mark of the best. */
export function epochLine(
  { epoch, loss, validation, learningRate, best }: EpochRecord,
  epochs: number,
): string {
  const number = String(epoch).padStart(String(epochs).length);
  const widest = validation?.localization.at(-1);
  return [
    `epoch ${number}`,
    `loss ${loss.toPrecision(4)}`,
    ...(validation === undefined ? [] : [`val MAE ${formatFigure(validation.mae)}`]),
    ...(widest === undefined ? [] : [`F1@${widest.radius} ${formatPercent(widest.f1)}`]),
    `lr ${learningRate.toExponential(1)}`,
    ...(best ? ['* best'] : []),
  ].join('  ');
}
