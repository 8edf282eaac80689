import type { DeviceName, Value } from '@celltally/engine';
import { NetworkError } from './errors.js';
import { flatLayout } from './flat.js';
import type { Built } from './scope.js';
import { compileTrainingStep, type TrainingStep, type TrainingStepOptions } from './training-step.js';

/** Goes before the names of the adversary's tensors on the device: `adversary.parameters` and so on. */
export const ADVERSARY = 'adversary.';

/** One of two networks that learn in turns. */
export type TurnOptions = Omit<TrainingStepOptions, 'device' | 'prefix' | 'reads' | 'leaves'>;

export interface AdversarialStepsOptions {
  /** The step of the network that predicts; its loss contains what `judge` says of the predictions. */
  readonly predictor: TurnOptions;
  /** The adversary as that loss reads it. It passes the gradient on to the predictions and does not learn. */
  readonly judge: Built<unknown>;
  /** The step of the adversary, a second build of the network of `judge`, over true and over predicted samples. */
  readonly adversary: TurnOptions;
  /** The predictions, by the names of the inputs by which the adversary's graph reads them. */
  readonly predictions: Readonly<Record<string, Value>>;
  /** The device that will run both. Default `cpu`. */
  readonly device?: DeviceName;
}

/** Two programs for one device, run in turns with the same batch. */
export interface AdversarialSteps {
  /** Updates the network that predicts, and leaves its predictions on the device. */
  readonly predictor: TrainingStep;
  /** Updates the adversary with those predictions: they are taken from the device and need not be fed. */
  readonly adversary: TrainingStep;
}

/**
 * Compiles the alternating steps of adversarial training (Goodfellow et al. 2014). Each updates one network and reads
 * the other's parameters where they lie on the device, so that none of them moves. The adversary learns from the
 * predictions with which the predictor has just learnt, which saves a forward pass.
 *
 * Layers of both networks may keep statistics and draw dropout masks; the adversary must be built in a scope of its own
 * (`scope.child('adversary')`), as masks are fed by name. The predictor's step leaves the adversary's statistics alone.
 * @throws NetworkError if `judge` and the adversary declare different tensors
 */
export function compileAdversarialSteps(options: AdversarialStepsOptions): AdversarialSteps {
  const { judge, predictions, device = 'cpu' } = options;
  requireSameTensors(judge, options.adversary.network);
  const adversary = compileTrainingStep({ ...options.adversary, device, prefix: ADVERSARY });
  const read = new Set(adversary.program.inputs.map(({ name }) => name));
  const leaves = Object.fromEntries(Object.entries(predictions).filter(([name]) => read.has(name)));
  return {
    predictor: compileTrainingStep({ ...options.predictor, device, reads: { [ADVERSARY]: judge }, leaves }),
    adversary,
  };
}

/** Both builds read one vector, each tensor from its place in it: the places must agree. */
function requireSameTensors(judge: Built<unknown>, learner: Built<unknown>): void {
  for (const kind of ['parameters', 'buffers'] as const) {
    const [a, b] = [judge, learner].map((network) =>
      flatLayout(network[kind]).entries.map(({ name, shape }) => `${name} [${shape.join(', ')}]`),
    ) as [string[], string[]];
    const at = a.findIndex((entry, i) => entry !== b[i]);
    if (at < 0 && a.length === b.length) continue;
    const place = at < 0 ? a.length : at;
    throw new NetworkError(
      `the adversary must have the same ${kind} where it judges and where it learns, ` +
        `found ${a[place] ?? 'none'} and ${b[place] ?? 'none'}: build one network twice`,
    );
  }
}
