import type { CompiledProgram } from '@celltally/engine';
import type { Selection } from '@celltally/imaging';
import {
  createTarget,
  type DecodeSettings,
  type MapTarget,
  type ModelPackage,
  type Seen,
} from '@celltally/models';
import { CountingError } from './errors.js';
import type { Preparation } from './picture/preparation.js';
import type { Predictor, TileSettings } from './predict/predictor.js';
import { fittingScale } from './seen/fitting-scale.js';
import { lookAt } from './seen/look.js';
import type { PictureSource } from './seen/picture-source.js';
import { unlikeSeen } from './seen/unlike-seen.js';

/** What counting needs of a model, however it was stored. */
export interface UsableModel {
  readonly name: string;
  /**
   * `image` `[N, 3, H, W]` to `map` `[N, 1, H, W]`, and `count` `[N]` if it has a head that counts. A model without a network
   * has a predictor of its own for every picture.
   */
  readonly program?: CompiledProgram;
  readonly target: MapTarget;
  readonly settings: DecodeSettings;
  readonly preparation: Preparation;
  readonly tiles: TileSettings;
  /** What its training pictures looked like, if that is known. */
  readonly seen?: Seen;
  /** Looks at a picture and says what the model is for it. Without this, it is the same for all. */
  readonly forPicture?: (
    source: PictureSource,
    selection: Selection,
    options?: LookOptions,
  ) => Promise<PictureModel>;
}

/** A model that is a network. */
export interface NetworkModel extends UsableModel {
  readonly program: CompiledProgram;
}

export interface LookOptions {
  /** Whether warnings are wanted; without them, the picture is looked at only where something depends on it. Default false. */
  readonly warn?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A model as it serves one picture. */
export interface PictureModel extends Pick<UsableModel, 'target' | 'settings' | 'preparation' | 'tiles'> {
  /** What makes the maps, where that is no network. */
  readonly predictor?: Predictor;
  /** What speaks against trusting its count. */
  readonly warnings: readonly string[];
}

/** What the model is for a picture. */
export const modelFor = async (
  model: UsableModel,
  source: PictureSource,
  selection: Selection,
  options: LookOptions = {},
): Promise<PictureModel> =>
  model.forPicture === undefined ? { ...model, warnings: [] } : model.forPicture(source, selection, options);

/** How pictures are shown to a model. */
export interface OpenModelOptions {
  /**
   * Factor by which pictures are enlarged, on top of what the package says; `auto`: where cells are narrower or wider than
   * those that the model has seen, the factor that makes them as wide. Default 1.
   */
  readonly scale?: number | 'auto';
}

/**
 * Makes a model package usable.
 * @throws CountingError for the scale `auto` where the package does not say how wide the cells were that it has seen
 */
export function openModel(
  found: Pick<ModelPackage, 'about' | 'settings' | 'program'>,
  name = found.about.name,
  { scale = 1 }: OpenModelOptions = {},
): NetworkModel {
  const { settings, program } = found;
  const { seen } = settings;
  const fixed = scale === 'auto' ? 1 : scale;
  if (scale === 'auto' && seen?.ranges.diameter === undefined) {
    throw new CountingError(
      `${name} does not say how wide the cells were that it has seen: give the scale as a number`,
    );
  }
  if (!(fixed > 0 && fixed <= 64)) {
    throw new CountingError(`the scale must be above 0 and at most 64, received ${String(scale)}`);
  }
  const { normalisation, inputScale } = settings.preparation;
  const model: NetworkModel = {
    name,
    program,
    target: createTarget(settings.target.name, settings.target.settings),
    settings: settings.decode,
    preparation: { normalisation, inputScale: inputScale * fixed },
    tiles: tilesFor(program, settings.tiles),
  };
  return seen === undefined ? model : { ...model, seen, forPicture: lookingAt(model, seen, scale) };
}

/** Sets a picture beside what the model has seen: for its scale, if that is left to the picture, and for warnings. */
function lookingAt(model: UsableModel, seen: Seen, scale: number | 'auto'): UsableModel['forPicture'] {
  return async (source, selection, { warn = false, signal } = {}) => {
    if (scale !== 'auto' && !warn) return { ...model, warnings: [] };
    const look = await lookAt(source, selection, signal);
    const factor = scale === 'auto' ? fittingScale(look, seen) : scale;
    const { preparation } = model;
    return {
      ...model,
      preparation:
        scale === 'auto'
          ? { ...preparation, inputScale: (preparation.inputScale ?? 1) * factor }
          : preparation,
      warnings: warn ? unlikeSeen(look, seen, { model: model.name, scale: factor }) : [],
    };
  };
}

/** A network that was made for one size of tile sees no other. */
function tilesFor({ inputs }: CompiledProgram, tiles: TileSettings): TileSettings {
  const side = inputs[0]?.shape[2];
  return typeof side === 'number' ? { ...tiles, tile: side, fixed: true } : tiles;
}
