import type { ModelSettings } from '@celltally/models';
import { nameOfNormalisation } from '../picture/preparation.js';

type Given = Readonly<Record<string, unknown>>;

/**
 * Options of a training that goes on from a model: its network, what it learns, how it sees pictures, and then what is
 * given.
 */
export function continuedOptions(
  { architecture, target, preparation, tiles, training }: ModelSettings,
  given: Given,
): Given {
  const { sigma, apart, separation } = target.settings;
  const { crop } = (training.details.config ?? {}) as Given;
  const option = [
    ...Object.entries(architecture.options)
      .filter(([name]) => !Object.hasOwn(given, name))
      .map(([name, value]) => `${name}=${value}`),
    ...(typeof given.option === 'string' ? [given.option] : []),
  ].join(',');
  return {
    model: architecture.name,
    target: target.name,
    ...(sigma === undefined ? {} : { sigma }),
    ...(apart === undefined ? {} : { apart: apart === 1 }),
    ...(separation === undefined ? {} : { separation }),
    scale: preparation.inputScale,
    normalisation: nameOfNormalisation(preparation.normalisation),
    ...(typeof crop === 'number' ? { crop } : {}),
    tile: tiles.tile,
    halo: tiles.halo,
    ...given,
    option,
  };
}
