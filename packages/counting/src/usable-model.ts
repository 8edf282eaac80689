import type { CompiledProgram } from '@celltally/engine';
import { createTarget, type DecodeSettings, type MapTarget, type ModelPackage } from '@celltally/models';
import type { Preparation } from './picture/preparation.js';
import type { TileSettings } from './predict/predictor.js';

/** What counting needs of a model, however it was stored. */
export interface UsableModel {
  readonly name: string;
  /** `image` `[N, 3, H, W]` to `map` `[N, 1, H, W]`, and `count` `[N]` if it has a head that counts. */
  readonly program: CompiledProgram;
  readonly target: MapTarget;
  readonly settings: DecodeSettings;
  readonly preparation: Preparation;
  readonly tiles: TileSettings;
}

/** Makes a model package usable. */
export function openModel(
  found: Pick<ModelPackage, 'about' | 'settings' | 'program'>,
  name = found.about.name,
): UsableModel {
  const { settings, program } = found;
  const { normalisation, inputScale } = settings.preparation;
  return {
    name,
    program,
    target: createTarget(settings.target.name, settings.target.settings),
    settings: settings.decode,
    preparation: { normalisation, inputScale },
    tiles: tilesFor(program, settings.tiles),
  };
}

/** A network that was made for one size of tile sees no other. */
function tilesFor({ inputs }: CompiledProgram, tiles: TileSettings): TileSettings {
  const side = inputs[0]?.shape[2];
  return typeof side === 'number' ? { ...tiles, tile: side, fixed: true } : tiles;
}
