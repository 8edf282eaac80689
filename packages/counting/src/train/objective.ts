import {
  type MapTarget,
  mapObjective,
  type Objective,
  type ObjectiveOptions,
  objectiveNamed,
  type Prediction,
  type Truth,
} from '@celltally/models';
import type { StagePlan } from './design.js';

/**
 * What a stage minimises: its own objective, or the one that was asked for by name. Where only the number of cells is
 * learnt, the map of a bare number says nothing pixel by pixel, and the count is all there is to compare; DM-Count alone
 * can make something of dots.
 */
export function objectiveOf({
  stage,
  target,
  config,
}: StagePlan): (prediction: Prediction, truth: Truth) => Objective {
  const { loss, pixelWeight, countWeight, adversarialWeight } = config;
  const weights = { pixel: pixelWeight, count: countWeight, adversarial: adversarialWeight };
  const cellMass = cellMassOf(target);
  const { objective: own } = stage;
  if (loss === 'default' && own !== undefined) {
    return (prediction, truth) => own(prediction, truth, { weights, cellMass });
  }
  const general = loss === 'default' ? mapObjective : objectiveNamed(loss);
  const options: ObjectiveOptions = {
    weights: target.name === 'count' && loss !== 'dm-count' ? { ...weights, pixel: 0, count: 1 } : weights,
    cellMass,
  };
  return (prediction, truth) => general(prediction, truth, options);
}

/** The sum of a target's map over one cell; undefined for maps that do not sum to a count. */
export const cellMassOf = ({ name, settings }: MapTarget): number | undefined =>
  name === 'count' ? 1 : settings.scale;
