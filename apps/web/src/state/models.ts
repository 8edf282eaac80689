import { type Signal, signal } from '@preact/signals';
import { words } from '../words.js';
import { CLASSICAL_ID, type ModelFacts, type ModelFile } from '../work/engine-methods.js';
import type { PictureFacts } from '../work/picture-methods.js';
import type { Workers } from '../work/workers.js';
import type { Keeper, KeptModel } from './keeper.js';

/** A model that can be chosen. */
export interface Model {
  readonly id: string;
  readonly facts: ModelFacts;
  readonly origin: 'built in' | 'bundled' | 'dropped' | 'trained';
  /** Loads its package where it is not there yet. */
  file(): Promise<Blob>;
}

export interface Models {
  readonly list: Signal<readonly Model[]>;
  find(id: string | undefined): Model | undefined;
  /** The model that suits a picture. */
  suits(facts: Pick<PictureFacts, 'choice'> | undefined): Model | undefined;
  /** Reads and keeps a package. @throws an error that says what is wrong with it */
  add(file: Blob, origin: 'dropped' | 'trained', facts?: ModelFacts): Promise<Model>;
  remove(id: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
}

/** What the page was built with. */
interface Shelf {
  readonly models: readonly BundledRow[];
}

interface BundledRow {
  readonly id: string;
  readonly file: string;
  readonly facts: ModelFacts;
}

export async function openModels(
  kept: readonly KeptModel[],
  keeper: Keeper,
  workers: Workers,
): Promise<Models> {
  const shelf = (await (await fetch('models.json')).json()) as Shelf;
  const loaded = new Map<string, Promise<Blob>>();
  const bundled: Model[] = shelf.models.map(({ id, file, facts }) => ({
    id,
    facts,
    origin: 'bundled',
    file: () => {
      const loading = loaded.get(id) ?? load(file);
      loaded.set(id, loading);
      loading.catch(() => loaded.delete(id));
      return loading;
    },
  }));
  bundled.push(classical());
  const own = (model: KeptModel): Model => ({ ...model, file: async () => model.file });
  const list = signal<readonly Model[]>([...bundled, ...kept.map(own)]);
  const stored = new Map(kept.map((model) => [model.id, model]));
  const find = (id: string | undefined): Model | undefined => list.value.find((each) => each.id === id);
  return {
    list,
    find,
    suits: (facts) => bundled.find(({ id }) => id === facts?.choice.name) ?? bundled[0],
    add: async (file, origin, known) => {
      const id = crypto.randomUUID();
      const facts = known ?? (await workers.engine('describe', { id, file }));
      const model: KeptModel = { id, facts, file, origin, added: Date.now() };
      await keeper.addModel(model);
      stored.set(id, model);
      list.value = [...list.value, own(model)];
      return own(model);
    },
    remove: async (id) => {
      await keeper.removeModel(id);
      stored.delete(id);
      list.value = list.value.filter((each) => each.id !== id);
    },
    rename: async (id, name) => {
      const model = stored.get(id);
      if (model === undefined) return;
      const bytes = await workers.engine('rename', { model, name });
      // The worker keeps packages by their names: another package, another name.
      const file = new Blob([bytes as Uint8Array<ArrayBuffer>]);
      const renamed = { ...model, file, facts: { ...model.facts, name } };
      await keeper.addModel(renamed);
      stored.set(id, renamed);
      list.value = list.value.map((each) => (each.id === id ? own(renamed) : each));
    },
  };
}

/** The classical recipe: it comes with the engine, and has no package. */
const classical = (): Model => ({
  id: CLASSICAL_ID,
  facts: {
    ...{ name: words.models.classical, description: words.models.classicalAbout, architecture: CLASSICAL_ID },
    ...{ target: 'mask', dataset: '', bytes: 0, licence: '', figures: {} },
  },
  origin: 'built in',
  file: async () => new Blob(),
});

async function load(file: string): Promise<Blob> {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  return response.blob();
}

/** A model's package, ready for the engine's worker. */
export const modelFile = async (model: Model): Promise<ModelFile> => ({
  id: model.id,
  file: await model.file(),
});
