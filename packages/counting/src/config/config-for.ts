import {
  type Architecture,
  loadArchitecture,
  type NetworkOptions,
  stagesFor,
  type TargetName,
  targetsOf,
} from '@celltally/models';
import { ConfigError } from '../errors.js';
import { completeTrainConfig } from './complete.js';
import { type TrainConfig, trainOptions } from './train-options.js';

type Given = Readonly<Record<string, unknown>>;

/**
 * The options with which an architecture is trained when none are given: the general ones, but for the training map that
 * is its own, and for what its recipe says.
 * @throws ConfigError naming the architecture where its recipe is wrong
 */
export function usualConfig(architecture: Architecture): TrainConfig {
  return completed(architecture, {});
}

/**
 * Options of a new training: what is given, else what suits the model, else the general defaults.
 * @throws UnknownNameError for a model that does not exist
 * @throws ConfigError naming the option, its rule and the value received
 */
export async function configFor(given: Given): Promise<TrainConfig> {
  const { model = trainOptions.model.default } = given;
  return completed(await loadArchitecture(String(model)), given);
}

/** How a model is trained unless something else is said, for help and forms. */
export interface ModelDefaults {
  /** What suits it better than the general defaults, by option. */
  readonly config: Partial<TrainConfig>;
  /** Options of its network, with their defaults. */
  readonly options: NetworkOptions;
  /** Stages of its training, in order. */
  readonly stages: readonly string[];
}

/** The defaults of a model. @throws UnknownNameError */
export async function defaultsOfModel(model: string): Promise<ModelDefaults> {
  const architecture = await loadArchitecture(model);
  const general: Given = completeTrainConfig({});
  const usual = usualConfig(architecture);
  const own = Object.entries(usual).filter(([name, value]) => name !== 'model' && value !== general[name]);
  return {
    config: Object.fromEntries(own),
    options: architecture.defaults,
    stages: stagesFor(architecture, targetsOf(architecture)[0] as TargetName).map(({ name }) => name),
  };
}

/** Options that suit an objective better than the general ones: DM-Count weighs the count as its paper does. */
const OF_LOSS: Readonly<Record<string, Given>> = { 'dm-count': { countWeight: 1 } };

function completed(architecture: Architecture, given: Given): TrainConfig {
  const { name: model, recipe } = architecture;
  const ofLoss = OF_LOSS[String(given.loss ?? recipe.loss)] ?? {};
  const usual: Given = { target: targetsOf(architecture)[0], ...recipe, ...ofLoss, model };
  try {
    completeTrainConfig(usual);
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    throw new ConfigError(`the recipe of ${model} is wrong: ${cause.message}`, { cause });
  }
  return completeTrainConfig({ ...usual, ...given });
}
