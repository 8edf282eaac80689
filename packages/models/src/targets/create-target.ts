import { UnknownNameError } from '../errors.js';
import type { MapTarget } from '../model.js';
import { countTarget } from './count.js';
import { densityTarget } from './density.js';
import { locationTarget } from './location.js';
import { maskTarget } from './mask.js';

const targets: Readonly<
  Record<MapTarget['name'], (settings: Readonly<Record<string, number>>) => MapTarget>
> = {
  count: countTarget,
  density: ({ apart, ...settings }) => densityTarget({ ...settings, apart: apart === 1 ? 1 : 0 }),
  location: locationTarget,
  mask: ({ gap, separation = 0 }) => maskTarget({ gap: gap === 0 ? 0 : 1, separation }),
};

/** Names of all targets. */
export const TARGET_NAMES = Object.keys(targets) as readonly MapTarget['name'][];

/**
 * The target of a name, with settings as a model package holds them; those left out are the defaults.
 * @throws UnknownNameError listing the targets that exist
 */
export function createTarget(name: string, settings: Readonly<Record<string, number>> = {}): MapTarget {
  const known = TARGET_NAMES.find((each) => each === name);
  if (known === undefined) throw new UnknownNameError('target', name, TARGET_NAMES);
  return targets[known](settings);
}
