import type { Value } from '../graph/value.js';
import { sqrt } from '../ops/activation.js';
import { add, div, mul, square, sub } from '../ops/arithmetic.js';
import type { Optimiser } from './optimiser.js';

export interface AdamOptions {
  /** Decay of the mean gradient. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the mean squared gradient. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root, against division by zero. Default 1e-8. */
  readonly epsilon?: number;
  /** Adam: L2 penalty in the gradient. AdamW: decay of the parameters themselves. Default 0. */
  readonly weightDecay?: number;
}

function build(name: string, decoupled: boolean, options: AdamOptions): Optimiser {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  return {
    name,
    state: ['mean', 'square'],
    scalars: (step, learningRate) => ({
      stepSize: learningRate / (1 - beta1 ** step),
      rootScale: 1 / Math.sqrt(1 - beta2 ** step),
      ...(decoupled ? { keep: 1 - learningRate * weightDecay } : {}),
    }),
    update: ({ parameters, gradient, state, scalars }) => {
      const penalised =
        decoupled || weightDecay === 0 ? gradient : add(gradient, mul(parameters, weightDecay));
      const towards = (old: Value, target: Value, beta: number): Value =>
        add(old, mul(sub(target, old), 1 - beta));
      const mean = towards(state.mean as Value, penalised, beta1);
      const squared = towards(state.square as Value, square(penalised), beta2);
      const root = add(mul(sqrt(squared), scalars.rootScale as Value), epsilon);
      const kept = decoupled ? mul(parameters, scalars.keep as Value) : parameters;
      return {
        parameters: sub(kept, div(mul(mean, scalars.stepSize as Value), root)),
        state: { mean, square: squared },
      };
    },
  };
}

/** Adam (Kingma & Ba 2015), as in PyTorch: the weight decay is an L2 penalty. */
export const adam = (options: AdamOptions = {}): Optimiser => build('adam', false, options);

/** AdamW (Loshchilov & Hutter 2019): the decay shrinks the parameters directly. PyTorch's default decay is 0.01. */
export const adamW = (options: AdamOptions = {}): Optimiser =>
  build('adamW', true, { weightDecay: 0.01, ...options });
