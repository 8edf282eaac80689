import type { ModelFacts } from '../work/engine-methods.js';
import { CLASSICAL_ID } from '../work/engine-methods.js';
import type { Model } from './models.js';
import type { LearnFrom } from './training-plan.js';

/** What models say that can learn from marked cells, and from numbers. Outlines, which masks need, nobody marks in the page. */
const TARGETS: Readonly<Record<LearnFrom, readonly ModelFacts['target'][]>> = {
  points: ['density', 'location'],
  numbers: ['count'],
};

/** Whether a training can go on from a model. */
export const canGoOnFrom = ({ id, facts }: Pick<Model, 'id' | 'facts'>, from: LearnFrom): boolean =>
  id !== CLASSICAL_ID && facts.closed !== true && TARGETS[from].includes(facts.target);

/** A model to go on from, `nothing`, or `undefined` where nobody has chosen yet. */
export type ChosenBeginning = string | undefined;

/** Begin without a model. */
export const NOTHING = '';

/**
 * The model that a training begins with: what was chosen, else the one that counts these pictures, since a few corrected
 * pictures are little to learn everything from; each only where it can learn from what there is.
 */
export function beginningOf(
  models: readonly Model[],
  from: LearnFrom,
  { chosen, counts }: { readonly chosen: ChosenBeginning; readonly counts: Model | undefined },
): Model | undefined {
  const wanted = chosen ?? counts?.id;
  return models.find((each) => each.id === wanted && canGoOnFrom(each, from));
}
