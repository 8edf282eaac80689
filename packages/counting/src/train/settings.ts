import {
  type Architecture,
  densityTarget,
  locationTarget,
  type MapTarget,
  maskTarget,
  type NetworkOptions,
} from '@celltally/models';
import type { TrainConfig } from '../config.js';
import { ConfigError } from '../errors.js';
import type { TileSettings } from '../predict/predictor.js';

/** The kind of training map that a configuration names. */
export function targetOf({ target, sigma }: TrainConfig): MapTarget {
  switch (target) {
    case 'location':
      return locationTarget();
    case 'mask':
      return maskTarget();
    default:
      return densityTarget({ sigma });
  }
}

/** The network's options under a configuration: its own defaults, but for what was asked. */
export function modelOptionsOf(
  architecture: Architecture,
  { width, attention }: TrainConfig,
): NetworkOptions {
  const options: Record<string, number | boolean> = { ...architecture.defaults };
  if (width > 0) options.width = width;
  if ('graphCorrelationAttention' in options) options.graphCorrelationAttention = attention;
  return options;
}

/**
 * How pictures are cut when a network trained on patches predicts: into tiles of a patch's size, unless another was
 * asked for.
 * @throws ConfigError where patches or tiles do not fit the network, or nothing of a tile is left without its halo
 */
export function tilesOf(
  { crop, tile: asked, halo }: TrainConfig,
  { name, multipleOf }: Architecture,
): TileSettings {
  const tile = asked > 0 ? asked : crop;
  for (const [option, side] of Object.entries({ crop, tile })) {
    if (side % multipleOf !== 0) {
      throw new ConfigError(
        `option '${option}' must be a multiple of ${multipleOf} for ${name}, received ${side}`,
      );
    }
  }
  const context = Math.ceil(halo / multipleOf) * multipleOf;
  if (tile <= 2 * context) {
    throw new ConfigError(
      `option 'halo' (${halo}, in steps of ${multipleOf}: ${context}) must be less than half of ${asked > 0 ? "'tile'" : "'crop'"} (${tile}): enlarge it or lower the halo`,
    );
  }
  return { tile, halo, multipleOf };
}
