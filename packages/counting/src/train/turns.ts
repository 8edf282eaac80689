import { type DeviceName, input, topologicalOrder } from '@celltally/engine';
import type { NetworkOptions, Prediction, Truth } from '@celltally/models';
import {
  type Built,
  build,
  compileTrainingStep,
  type MaskDeclaration,
  type TrainingStep,
  type TurnOptions,
} from '@celltally/nn';
import { adversarialTurns } from './adversarial-turns.js';
import type { StagePlan } from './design.js';
import { COUNT, IMAGE, TARGET } from './names.js';
import { cellMassOf, objectiveOf } from './objective.js';
import { optimiserOf } from './recipe.js';

/** One network's share of a training step. */
export interface Turn {
  /** Goes before what it reports; nothing for the network that predicts. */
  readonly name: string;
  readonly network: Built<unknown>;
  /** Dropout masks that the step reads: of this network, and of others that it runs. */
  readonly masks: readonly MaskDeclaration[];
  readonly step: TrainingStep;
}

/** Whether a network has a head that counts, and learns to: a frozen one counts the same in every epoch. */
export function learnsToCount({ result: { count }, parameters }: Built<Prediction>): boolean {
  if (count === undefined) return false;
  const learnt = new Set(parameters.map(({ value }) => value.node));
  return topologicalOrder([count]).some((node) => learnt.has(node));
}

/** How a stage's network learns: by itself, or in turns with an adversary. */
export interface Turns {
  /** The network that predicts, as it trains. */
  readonly network: Built<Prediction>;
  /** That network's turn, and the adversary's. */
  readonly turns: readonly [Turn, ...Turn[]];
}

/** The networks of a stage with their compiled training steps: patches, and what is known of them, in; losses out. */
export function turnsOf(plan: StagePlan, options: NetworkOptions, device: DeviceName): Turns {
  const { stage, target, config } = plan;
  const { batch, crop, adversarialWeight: weight, statistics } = config;
  const image = input(IMAGE, [batch, 3, crop, crop]);
  const truth: Truth = { map: input(TARGET, [batch, 1, crop, crop]), count: input(COUNT, [batch]) };
  const network = build((scope) => stage.network(scope, image, options), {
    training: true,
    keepStatistics: statistics === 'kept',
  });
  const settings: Pick<TurnOptions, 'optimiser' | 'clip'> = {
    optimiser: optimiserOf(config),
    ...(config.clip > 0 ? { clip: config.clip } : {}),
  };
  const turn: TurnOptions = {
    ...settings,
    ...(config.averaging > 0 ? { averaging: config.averaging } : {}),
    ...objectiveOf(plan)(network.result, truth),
    network,
  };
  if (stage.adversary !== undefined && weight > 0) {
    const { adversary } = stage;
    const cellMass = cellMassOf(target);
    const given = { adversary, options, image, truth, network, turn, weight, cellMass, settings, device };
    return { network, turns: adversarialTurns(given) };
  }
  const step = compileTrainingStep({ ...turn, device });
  return { network, turns: [{ name: '', network, masks: network.masks, step }] };
}
