import { type CompiledProgram, type Dim, input, symbol, type Value } from '@celltally/engine';
import type { Architecture } from '@celltally/models';
import { build, compileInference, compileTrainingStep, type TrainingStep, type Built } from '@celltally/nn';
import type { TrainConfig } from '../config.js';
import { mapObjective } from './objective.js';
import { optimiserOf } from './recipe.js';

/** The input and output of every map network. */
export const IMAGE = 'image';
export const MAP = 'map';

type Options = Readonly<Record<string, number | boolean>>;

/** Builds a network over pictures of the given shape. */
export function buildMapNetwork(
  architecture: Architecture,
  options: Options,
  shape: readonly [Dim, Dim, Dim, Dim],
  training: boolean,
): { network: Built<Value>; image: Value } {
  const image = input(IMAGE, shape);
  return { image, network: build((scope) => architecture.network(scope, image, options), { training }) };
}

/** The compiled training step of a configuration: patches and maps in, loss out. */
export function trainingStepOf(
  architecture: Architecture,
  options: Options,
  config: TrainConfig,
  cellMass: number,
): { step: TrainingStep; network: Built<Value> } {
  const { batch, crop } = config;
  const { network } = buildMapNetwork(architecture, options, [batch, 3, crop, crop], true);
  const target = input('target', [batch, 1, crop, crop]);
  const { loss, metrics } = mapObjective(network.result, target, { countWeight: config.countWeight, cellMass });
  const step = compileTrainingStep({
    network,
    loss,
    metrics,
    optimiser: optimiserOf(config),
    ...(config.clip > 0 ? { clip: config.clip } : {}),
    ...(config.averaging > 0 ? { averaging: config.averaging } : {}),
  });
  return { step, network };
}

/** A network with free sizes that reads the parameters under training (or their average) from the device. */
export function validationProgramOf(
  architecture: Architecture,
  options: Options,
  averaged: boolean,
): CompiledProgram {
  const step = architecture.multipleOf;
  const { network } = buildMapNetwork(architecture, options, [1, 3, symbol('height', step), symbol('width', step)], false);
  return compileInference({ network, outputs: { [MAP]: network.result }, averaged });
}
