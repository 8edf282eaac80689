import {
  type CompiledProgram,
  type DeviceName,
  type Dim,
  input,
  symbol,
  type Value,
} from '@celltally/engine';
import type { Architecture, NetworkOptions } from '@celltally/models';
import { type Built, build, compileInference, compileTrainingStep, type TrainingStep } from '@celltally/nn';
import type { TrainConfig } from '../config.js';
import { mapObjective } from './objective.js';
import { optimiserOf } from './recipe.js';

/** The input and output of every map network. */
export const IMAGE = 'image';
export const MAP = 'map';

/** Builds a network over pictures of the given shape. */
export function buildMapNetwork(
  architecture: Architecture,
  options: NetworkOptions,
  shape: readonly [Dim, Dim, Dim, Dim],
  training: boolean,
): { network: Built<Value>; image: Value } {
  const image = input(IMAGE, shape);
  return { image, network: build((scope) => architecture.network(scope, image, options), { training }) };
}

/** A network with its compiled training step. */
export interface TrainableNetwork {
  readonly network: Built<Value>;
  readonly step: TrainingStep;
}

/**
 * The compiled training step of a configuration: patches and maps in, loss out.
 * @param cellMass sum of a training map over one cell, undefined where maps do not sum to a count
 */
export function trainingStepOf(
  architecture: Architecture,
  options: NetworkOptions,
  config: TrainConfig,
  cellMass: number | undefined,
  device: DeviceName,
): TrainableNetwork {
  const { batch, crop } = config;
  const { network } = buildMapNetwork(architecture, options, [batch, 3, crop, crop], true);
  const target = input('target', [batch, 1, crop, crop]);
  const { loss, metrics } = mapObjective(network.result, target, {
    countWeight: config.countWeight,
    cellMass,
  });
  const step = compileTrainingStep({
    network,
    loss,
    metrics,
    optimiser: optimiserOf(config),
    device,
    ...(config.clip > 0 ? { clip: config.clip } : {}),
    ...(config.averaging > 0 ? { averaging: config.averaging } : {}),
  });
  return { step, network };
}

/** A network with free sizes that reads the parameters under training (or their average) from the device. */
export function validationProgramOf(
  architecture: Architecture,
  options: NetworkOptions,
  averaged: boolean,
): CompiledProgram {
  const step = architecture.multipleOf;
  const { network } = buildMapNetwork(
    architecture,
    options,
    [1, 3, symbol('height', step), symbol('width', step)],
    false,
  );
  return compileInference({ network, outputs: { [MAP]: network.result }, averaged });
}
