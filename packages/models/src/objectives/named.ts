import { l1, mse, smoothL1 } from '@celltally/engine';
import type { Objective, ObjectiveOptions, Prediction, Truth } from '../architecture.js';
import { UnknownNameError } from '../errors.js';
import { dmCountObjective } from './dm-count.js';
import { type MapLoss, mapObjective } from './map.js';

/** What a training step minimises, of a network's prediction and the truth. */
export type ObjectiveFunction = (
  prediction: Prediction,
  truth: Truth,
  options: ObjectiveOptions,
) => Objective;

const comparing =
  (loss: MapLoss): ObjectiveFunction =>
  (prediction, truth, options) =>
    mapObjective(prediction, truth, options, loss);

const objectives = {
  mse: comparing(mse),
  l1: comparing(l1),
  'smooth-l1': comparing(smoothL1),
  'dm-count': dmCountObjective(),
} satisfies Record<string, ObjectiveFunction>;

export type ObjectiveName = keyof typeof objectives;

/** Names of the objectives that any network can be trained with, whatever its own. */
export const OBJECTIVE_NAMES = Object.keys(objectives) as readonly ObjectiveName[];

/**
 * The objective of a name.
 * @throws UnknownNameError listing the objectives that exist
 */
export function objectiveNamed(name: string): ObjectiveFunction {
  const known = OBJECTIVE_NAMES.find((each) => each === name);
  if (known === undefined) throw new UnknownNameError('objective', name, OBJECTIVE_NAMES);
  return objectives[known];
}
