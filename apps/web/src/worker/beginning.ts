import { continuedOptions, type ModelPackage } from '@celltally/counting';

type Given = Readonly<Record<string, number | string | boolean>>;
type Settings = ModelPackage['settings'];

/** Side of the smallest patch that there can be. */
const LEAST_PATCH = 32;

/** The options of a training that goes on from a model: the page's, with those of the model. */
export const optionsGoingOn = (settings: Settings, given: Given): Readonly<Record<string, unknown>> =>
  continuedOptions(settings, { ...given, ...patchOf(settings, given) });

/**
 * The side of patches, which the page has fitted to the pictures as they are: this model sees them enlarged by a factor of its
 * own, in steps of its own, and learnt from patches of some size, beyond which more would only take longer.
 */
function patchOf(
  { preparation, tiles, training }: Settings,
  { crop, scale }: Given,
): { readonly crop?: number } {
  // Whole pictures are learnt from at the scale that the page has chosen.
  if (scale !== undefined) return {};
  const step = tiles.multipleOf;
  const { crop: former = tiles.tile } = (training.details.config ?? {}) as { readonly crop?: number };
  const fitting = Math.floor((Number(crop) * preparation.inputScale) / step) * step;
  return { crop: Math.max(Math.ceil(LEAST_PATCH / step) * step, Math.min(former, fitting)) };
}
