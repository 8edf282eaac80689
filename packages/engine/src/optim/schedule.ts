import { EngineError } from '../errors.js';

/** The learning rate at a moment, measured in epochs from 0 (fractions for steps inside an epoch). */
export type Schedule = (epoch: number) => number;

const requirePositive = (name: string, value: number): void => {
  if (!(value > 0)) throw new EngineError(`schedule: ${name} must be positive, received ${value}`);
};

export const constantSchedule =
  (learningRate: number): Schedule =>
  () =>
    learningRate;

/** Multiplies by `gamma` every `every` epochs. */
export function stepSchedule(
  learningRate: number,
  options: { readonly every: number; readonly gamma?: number },
): Schedule {
  requirePositive('every', options.every);
  const { every, gamma = 0.1 } = options;
  return (epoch) => learningRate * gamma ** Math.floor(epoch / every);
}

const cosine = (from: number, to: number, progress: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * progress))) / 2;

/** Half a cosine from the learning rate down to `minimum` over `epochs`, then constant. */
export function cosineSchedule(
  learningRate: number,
  options: { readonly epochs: number; readonly minimum?: number },
): Schedule {
  requirePositive('epochs', options.epochs);
  const { epochs, minimum = 0 } = options;
  return (epoch) => cosine(learningRate, minimum, Math.min(1, epoch / epochs));
}

/**
 * Cosine annealing with warm restarts (Loshchilov & Hutter 2017): the first period lasts `period` epochs, each next one
 * `multiplier` times as long.
 */
export function cosineWarmRestarts(
  learningRate: number,
  options: { readonly period: number; readonly multiplier?: number; readonly minimum?: number },
): Schedule {
  requirePositive('period', options.period);
  const { period, multiplier = 1, minimum = 0 } = options;
  if (multiplier < 1)
    throw new EngineError(`schedule: multiplier must be at least 1, received ${multiplier}`);
  return (epoch) => {
    let start = 0;
    let length = period;
    while (epoch >= start + length) {
      start += length;
      length *= multiplier;
    }
    return cosine(learningRate, minimum, (epoch - start) / length);
  };
}

/** Rises linearly from `from` times the rate over the first `epochs`, then follows `schedule`. */
export function warmUp(
  schedule: Schedule,
  options: { readonly epochs: number; readonly from?: number },
): Schedule {
  requirePositive('epochs', options.epochs);
  const { epochs, from = 0 } = options;
  return (epoch) => schedule(epoch) * (epoch >= epochs ? 1 : from + ((1 - from) * epoch) / epochs);
}
