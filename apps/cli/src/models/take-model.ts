import {
  atEvenDistances,
  type Candidate,
  CLASSICAL,
  chooseModel,
  errorsOf,
  type PictureLook,
  readModelSettings,
  type UsableModel,
} from '@celltally/counting';
import type { Selection } from '@celltally/imaging';
import type { Io } from '../io.js';
import { notice } from '../notice.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { lookAtFile } from '../pictures/look-at-file.js';
import { bundledModels } from './find-model.js';
import { loadModel, packageSource } from './load-model.js';
import type { ModelOptions } from './model-options.js';

/** How many pictures are looked at to choose a model: enough to meet a second kind, few enough to be quick. */
const LOOKED_AT = 5;

/**
 * Opens the model that was named, or the one that suits the pictures, saying which and why. Who says how the classical recipe
 * is to go about it means the classical recipe.
 */
export async function takeModel(
  named: string | undefined,
  options: ModelOptions,
  { pictures, selection }: { readonly pictures: readonly InputPicture[]; readonly selection: Selection },
  io: Io,
): Promise<UsableModel> {
  if (named !== undefined) return loadModel(named, options, io);
  if (options.method !== undefined || options.diameter !== undefined)
    return loadModel(CLASSICAL, options, io);
  const looks: PictureLook[] = [];
  for (const { path } of atEvenDistances(pictures, LOOKED_AT)) {
    const look = await lookAtFile(path, selection);
    if (look !== undefined) looks.push(look);
  }
  const choice = chooseModel(looks, await candidates(io));
  notice(io, 'info', `model: ${choice.name} (${choice.reason}; --model takes another)`);
  for (const warning of choice.warnings) notice(io, 'warning', warning);
  return loadModel(choice.name, options, io);
}

/** The bundled models; one that is damaged does not come into question. */
async function candidates(io: Io): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const location of await bundledModels(io)) {
    try {
      const { settings } = await readModelSettings(await packageSource(location));
      const { seen, figures, training } = settings;
      found.push({ name: location.name, seen, ...errorsOf(figures, training.dataset) });
    } catch (error) {
      notice(io, 'warning', `${location.path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
}
