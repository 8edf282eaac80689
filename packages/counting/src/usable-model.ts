import type { CompiledProgram } from '@celltally/engine';
import { createTarget, type DecodeSettings, type MapTarget, type ModelPackage } from '@celltally/models';
import { CountingError } from './errors.js';
import type { Preparation } from './picture/preparation.js';
import type { TileSettings } from './predict/predictor.js';

/** What counting needs of a model, however it was stored. */
export interface UsableModel {
  readonly name: string;
  /** `image` `[N, 3, H, W]` to `map` `[N, 1, H, W]`. */
  readonly program: CompiledProgram;
  readonly target: MapTarget;
  readonly settings: DecodeSettings;
  readonly preparation: Preparation;
  readonly tiles: TileSettings;
}

/** Makes a model package usable. @throws CountingError if it asks for something that this version does not do */
export function openModel(
  found: Pick<ModelPackage, 'about' | 'settings' | 'program'>,
  name = found.about.name,
): UsableModel {
  const { settings, program } = found;
  if (settings.preparation.inputScale !== 1) {
    throw new CountingError(
      `model ${name} enlarges pictures ${settings.preparation.inputScale} times, which this version cannot: update celltally`,
    );
  }
  return {
    name,
    program,
    target: createTarget(settings.target.name, settings.target.settings),
    settings: settings.decode,
    preparation: { normalisation: settings.preparation.normalisation },
    tiles: settings.tiles,
  };
}
