import { type Architecture, loadArchitecture, type MapTarget, type NetworkOptions } from '@celltally/models';
import type { TrainConfig } from '../config.js';
import type { TileSettings } from '../predict/predictor.js';
import { modelOptionsOf, targetOf, tilesOf } from './settings.js';

/** What a configuration decides before any picture is read. */
export interface Design {
  readonly architecture: Architecture;
  readonly options: NetworkOptions;
  readonly target: MapTarget;
  readonly tiles: TileSettings;
}

/**
 * The network, the training map and the tiles that a configuration names.
 * @throws UnknownNameError for a model that does not exist
 * @throws ConfigError where patches do not fit the network
 */
export async function designOf(config: TrainConfig): Promise<Design> {
  const architecture = await loadArchitecture(config.model);
  return {
    architecture,
    options: modelOptionsOf(architecture, config),
    target: targetOf(config),
    tiles: tilesOf(config, architecture),
  };
}
