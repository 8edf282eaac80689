import {
  type Architecture,
  createTarget,
  loadArchitecture,
  type MapTarget,
  type NetworkOptions,
  type Stage,
  stagesFor,
  type TargetName,
} from '@celltally/models';
import { stageConfig } from '../config/complete.js';
import type { StageConfig, TrainConfig } from '../config/train-options.js';
import type { TileSettings } from '../predict/predictor.js';
import { modelOptionsOf, tilesOf } from './settings.js';

/** A stage of a run: a network, what it learns, and the options that hold for it. */
export interface StagePlan {
  readonly stage: Stage;
  readonly target: MapTarget;
  readonly config: StageConfig;
}

/** What a configuration decides before any picture is read. */
export interface Design {
  readonly architecture: Architecture;
  readonly options: NetworkOptions;
  readonly tiles: TileSettings;
  /** In the order in which they are trained. What the last one predicts is what the model says. */
  readonly stages: readonly StagePlan[];
}

/**
 * The networks, the training maps and the tiles that a configuration names.
 * @param architecture instead of the one of the name `config.model`
 * @throws UnknownNameError for a model or an option of it that does not exist, UnsuitableTargetError for a map that it
 * cannot learn, ArchitectureOptionError for an option's value
 * @throws ConfigError where patches do not fit the network, or options the number of stages
 */
export async function designOf(config: TrainConfig, architecture?: Architecture): Promise<Design> {
  const chosen = architecture ?? (await loadArchitecture(config.model));
  const target = config.target as TargetName;
  const stages = stagesFor(chosen, target);
  const names = stages.map(({ name }) => name);
  return {
    architecture: chosen,
    options: modelOptionsOf(chosen, config),
    tiles: tilesOf(config, chosen),
    stages: stages.map((stage, i) => ({
      stage,
      target: targetOf(i === stages.length - 1 ? target : stage.targets[0], stage, config),
      config: stageConfig(config, { stage: i, stages: names }),
    })),
  };
}

/** Sum of a density over a cell, for a map of the picture's size. */
const CELL_MASS = 100;

function targetOf(
  name: TargetName,
  { stride }: Stage,
  { sigma, apart, separation }: Pick<TrainConfig, 'sigma' | 'apart' | 'separation'>,
): MapTarget {
  // A coarse map has the density of a block in one pixel: there a cell weighs less, so that values stay about 1.
  if (name === 'density') {
    return createTarget(name, { sigma, scale: CELL_MASS / stride ** 2, apart: apart ? 1 : 0 });
  }
  return createTarget(name, name === 'mask' ? { separation } : {});
}
