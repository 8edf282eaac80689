import {
  CLASSICAL,
  classicalModel,
  type ModelPackage,
  openModel,
  readModelPackage,
  type UsableModel,
} from '@celltally/counting';
import { CLASSICAL_ID, type ModelFacts, type ModelFile } from '../work/engine-methods.js';

/** A model package that was read. */
export interface OpenedModel {
  readonly usable: UsableModel;
  /** The same, which scales a picture until its cells are as wide as those that it has seen; itself where it cannot. */
  readonly fitting: UsableModel;
  readonly facts: ModelFacts;
}

/** Reads model packages, each once. */
export function modelShelf(): (model: ModelFile) => Promise<OpenedModel> {
  const opened = new Map<string, Promise<OpenedModel>>();
  return ({ id, file }) => {
    const reading = opened.get(id) ?? (id === CLASSICAL_ID ? classical() : read(file));
    opened.set(id, reading);
    reading.catch(() => opened.delete(id));
    return reading;
  };
}

async function read(file: Blob): Promise<OpenedModel> {
  const found = await readModelPackage(new Uint8Array(await file.arrayBuffer()));
  const [usable, facts] = [openModel(found), modelFacts(found)];
  return { usable, fitting: facts.fits ? openModel(found, usable.name, { scale: 'auto' }) : usable, facts };
}

/** The page has words of its own for the recipe, which measures the width of cells in any case. */
async function classical(): Promise<OpenedModel> {
  const usable = classicalModel();
  return {
    ...{ usable, fitting: usable },
    facts: {
      ...{ name: CLASSICAL, description: '', architecture: CLASSICAL, target: 'mask' },
      ...{ dataset: '', bytes: 0, licence: '', figures: {} },
    },
  };
}

/** What the page shows of a model. */
export function modelFacts({
  about,
  settings,
  program,
}: Pick<ModelPackage, 'about' | 'settings' | 'program'>): ModelFacts {
  return {
    name: about.name,
    description: about.description,
    architecture: settings.architecture.name,
    target: settings.target.name as ModelFacts['target'],
    dataset: settings.training.dataset,
    bytes: program.model.length,
    licence: about.license,
    figures: settings.figures,
    ...(isClosed(settings, program) ? { closed: true } : {}),
    ...(settings.seen?.ranges.diameter === undefined ? {} : { fits: true }),
  };
}

/** Whether more than one network was trained for it, or one for tiles of one size only. */
const isClosed = ({ training }: ModelPackage['settings'], { inputs }: ModelPackage['program']): boolean =>
  training.details.stages !== undefined || typeof inputs[0]?.shape[2] === 'number';
