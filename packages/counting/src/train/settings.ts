import { type Architecture, densityTarget, locationTarget, maskTarget, type MapTarget } from '@celltally/models';
import type { TrainConfig } from '../config.js';

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
): Readonly<Record<string, number | boolean>> {
  const options: Record<string, number | boolean> = { ...architecture.defaults };
  if (width > 0) options.width = width;
  if ('graphCorrelationAttention' in options) options.graphCorrelationAttention = attention;
  return options;
}
