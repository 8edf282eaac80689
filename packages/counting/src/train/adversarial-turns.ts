import { add, concat, type DeviceName, input, mul, split, sum, type Value } from '@celltally/engine';
import {
  type Adversary,
  type NetworkOptions,
  type Prediction,
  sumBlocks,
  type Truth,
} from '@celltally/models';
import { type Built, build, compileAdversarialSteps, type Scope, type TurnOptions } from '@celltally/nn';
import type { Turn } from './turns.js';

/** What the adversary judges: a picture with a map and a number of cells, true or predicted. */
type Sample = { readonly image: Value } & Truth;

export interface AdversarialTurnsOptions {
  readonly adversary: Adversary<NetworkOptions>;
  readonly options: NetworkOptions;
  readonly image: Value;
  readonly truth: Truth;
  /** The network that predicts. */
  readonly network: Built<Prediction>;
  /** Its turn, without what the adversary says. */
  readonly turn: TurnOptions;
  /** Weight of what the adversary says. */
  readonly weight: number;
  /** Sum of a map over one cell, for networks without a head that counts. Default 1. */
  readonly cellMass?: number | undefined;
  /** Optimiser and bounds of the adversary's turn. */
  readonly settings: Pick<TurnOptions, 'optimiser' | 'clip'>;
  readonly device: DeviceName;
}

/** Names under which predictions wait on the device for the adversary's turn. */
const PREDICTED = { map: 'predicted.map', count: 'predicted.count' } as const;

/**
 * The turns of a network and of its adversary. The adversary judges true and predicted samples as one batch, so that it
 * runs once.
 */
export function adversarialTurns(options: AdversarialTurnsOptions): [Turn, Turn] {
  const { adversary, image, truth, network, turn, weight, settings, device } = options;
  const judging = (sample: Sample) => (scope: Scope) =>
    adversary.network(scope.child('adversary'), sample, options.options);
  const predicted = countedPrediction(network.result, options.cellMass ?? 1);
  const judge = build(judging({ image, ...predicted }), { training: true });
  const persuasion = adversary.persuasion(judge.result);

  const waiting = {
    map: input(PREDICTED.map, predicted.map.shape),
    count: input(PREDICTED.count, predicted.count.shape),
  };
  const trueSample = { image, ...truth, map: sumBlocks(truth.map, predicted.map) };
  const learner = build(judging(together(trueSample, { image, ...waiting })), { training: true });
  // The first axis of scores is the batch, or several scores of each sample: either way, half are of the true ones.
  const half = (learner.result.shape[0] as number) / 2;
  const [real, fake] = split(learner.result, 0, [half, half]) as [Value, Value];
  const { loss, metrics } = adversary.objective({ real, predicted: fake });

  const steps = compileAdversarialSteps({
    predictor: {
      ...turn,
      loss: add(turn.loss, mul(persuasion, weight)),
      metrics: { ...turn.metrics, persuasion },
    },
    judge,
    adversary: { ...settings, network: learner, loss, metrics },
    predictions: { [PREDICTED.map]: predicted.map, [PREDICTED.count]: predicted.count },
    device,
  });
  return [
    { name: '', network, masks: [...network.masks, ...judge.masks], step: steps.predictor },
    { name: 'adversary', network: learner, masks: learner.masks, step: steps.adversary },
  ];
}

function countedPrediction({ map, count }: Prediction, cellMass: number): Truth {
  return { map, count: count ?? mul(sum(map, { axes: [1, 2, 3] }), 1 / cellMass) };
}

const together = (a: Sample, b: Sample): Sample => ({
  image: concat([a.image, b.image], 0),
  map: concat([a.map, b.map], 0),
  count: concat([a.count, b.count], 0),
});
