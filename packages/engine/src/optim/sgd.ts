import type { Value } from '../graph/value.js';
import { add, mul, sub } from '../ops/arithmetic.js';
import type { Optimiser } from './optimiser.js';

export interface SgdOptions {
  /** Share of the last step's direction that is kept. Default 0. */
  readonly momentum?: number;
  /** L2 penalty added to the gradient. Default 0. */
  readonly weightDecay?: number;
}

/** Stochastic gradient descent: `v ← momentum·v + g`, `p ← p − lr·v`. */
export function sgd({ momentum = 0, weightDecay = 0 }: SgdOptions = {}): Optimiser {
  return {
    name: 'sgd',
    state: momentum === 0 ? [] : ['momentum'],
    scalars: (_, learningRate) => ({ learningRate }),
    update: ({ parameters, gradient, state, scalars }) => {
      const decayed = weightDecay === 0 ? gradient : add(gradient, mul(parameters, weightDecay));
      const direction = momentum === 0 ? decayed : add(mul(state.momentum as Value, momentum), decayed);
      return {
        parameters: sub(parameters, mul(direction, scalars.learningRate as Value)),
        state: { ...(momentum === 0 ? {} : { momentum: direction }) },
      };
    },
  };
}
