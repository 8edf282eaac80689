import { type ModelPackage, openModel, readModelPackage, type UsableModel } from '@celltally/counting';
import type { ModelFacts, ModelFile } from '../work/engine-methods.js';

/** A model package that was read. */
export interface OpenedModel {
  readonly usable: UsableModel;
  readonly facts: ModelFacts;
}

/** Reads model packages, each once. */
export function modelShelf(): (model: ModelFile) => Promise<OpenedModel> {
  const opened = new Map<string, Promise<OpenedModel>>();
  return ({ id, file }) => {
    const reading = opened.get(id) ?? read(file);
    opened.set(id, reading);
    reading.catch(() => opened.delete(id));
    return reading;
  };
}

async function read(file: Blob): Promise<OpenedModel> {
  const found = await readModelPackage(new Uint8Array(await file.arrayBuffer()));
  return { usable: openModel(found), facts: modelFacts(found) };
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
  };
}
