import { type Architecture, completeOptions, type NetworkOptions } from '@celltally/models';
import type { TrainConfig } from '../config/train-options.js';
import { ConfigError } from '../errors.js';
import type { TileSettings } from '../predict/predictor.js';

/**
 * The network's options under a configuration: its own defaults, but for what was asked.
 * @throws UnknownNameError for an option that the network does not have, ArchitectureOptionError for its value
 * @throws ConfigError for a width of a network without widths, or an option that is not of the form name=value
 */
export function modelOptionsOf(
  architecture: Architecture,
  { width, attention, option }: Pick<TrainConfig, 'width' | 'attention' | 'option'>,
): NetworkOptions {
  const { name, defaults } = architecture;
  if (width > 0 && !('width' in defaults)) {
    throw new ConfigError(
      `${name} has no option 'width': there are ${Object.keys(defaults).join(', ')}; set them with 'option', as name=value`,
    );
  }
  return completeOptions(architecture, {
    ...(width > 0 ? { width } : {}),
    ...('graphCorrelationAttention' in defaults ? { graphCorrelationAttention: attention } : {}),
    ...namedValues(option),
  });
}

/** `theta=0.4,ghostCbam=false` as values by name. */
function namedValues(text: string): Record<string, unknown> {
  const items = text.split(',').filter((item) => item.trim() !== '');
  return Object.fromEntries(
    items.map((item) => {
      const [, name, value] = /^\s*([A-Za-z]\w*)\s*=\s*(\S+)\s*$/.exec(item) ?? [];
      if (name === undefined || value === undefined)
        throw new ConfigError(
          `option 'option' must be name=value, or several divided by commas, not "${item}"`,
        );
      return [name, parsed(value)];
    }),
  );
}

function parsed(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return Number.isNaN(Number(text)) ? text : Number(text);
}

/**
 * How pictures are cut when a network trained on patches predicts: into tiles of a patch's size, unless another was
 * asked for.
 * @throws ConfigError where patches or tiles do not fit the network, or nothing of a tile is left without its halo
 */
export function tilesOf(
  { crop, tile: asked, halo }: Pick<TrainConfig, 'crop' | 'tile' | 'halo'>,
  { name, multipleOf, sizes }: Architecture,
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
  return { tile, halo, multipleOf, ...(sizes === 'fixed' ? { fixed: true } : {}) };
}
