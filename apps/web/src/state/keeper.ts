import {
  type DBSchema,
  deleteDB,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { ModelFacts, ReducedMap } from '../work/engine-methods.js';
import type { Command } from './commands.js';
import type { Picture } from './project.js';

/** A picture as it is kept; what changes of it stands in the log. */
export type KeptPicture = Pick<Picture, 'id' | 'file' | 'name' | 'plane' | 'facts'> & {
  /** Place in the row of pictures. */
  readonly order: number;
  /** A small PNG of it. */
  readonly thumbnail?: Blob;
};

/** A model that was dropped on the page, or trained in it. */
export interface KeptModel {
  readonly id: string;
  readonly facts: ModelFacts;
  readonly file: Blob;
  readonly origin: 'dropped' | 'trained';
  readonly added: number;
}

interface Schema extends DBSchema {
  pictures: { key: string; value: KeptPicture };
  files: { key: string; value: Blob };
  /** Commands by their place, from 0. */
  log: { key: number; value: Command };
  models: { key: string; value: KeptModel };
  maps: { key: string; value: ReducedMap };
  /** `cursor`: how many commands of the log are done. Others are preferences. */
  values: { key: string; value: unknown };
}

type Name = StoreNames<Schema>;

const NAME = 'celltally';
const VERSION = 1;

/** All that was kept in an earlier visit. */
export interface Kept {
  readonly pictures: readonly KeptPicture[];
  readonly files: ReadonlyMap<string, Blob>;
  readonly log: readonly Command[];
  readonly cursor: number;
  readonly models: readonly KeptModel[];
  readonly values: ReadonlyMap<string, unknown>;
}

/** Keeps everything in the browser, so that closing the page or a crash loses nothing. */
export interface Keeper {
  load(): Promise<Kept>;
  /** Writes a command at a place of the log, and forgets what stood from there on. */
  append(place: number, command: Command): Promise<void>;
  moveCursor(cursor: number): Promise<void>;
  addFile(id: string, file: Blob): Promise<void>;
  addPicture(picture: KeptPicture): Promise<void>;
  addModel(model: KeptModel): Promise<void>;
  removeModel(id: string): Promise<void>;
  addMap(picture: string, map: ReducedMap): Promise<void>;
  map(picture: string): Promise<ReducedMap | undefined>;
  setValue(name: string, value: unknown): Promise<void>;
  /** Deletes everything for good. */
  forget(): Promise<void>;
}

export async function openKeeper(): Promise<Keeper> {
  const db: IDBPDatabase<Schema> = await openDB<Schema>(NAME, VERSION, {
    upgrade: (fresh) => {
      fresh.createObjectStore('pictures', { keyPath: 'id' });
      fresh.createObjectStore('files');
      fresh.createObjectStore('log');
      fresh.createObjectStore('models', { keyPath: 'id' });
      fresh.createObjectStore('maps');
      fresh.createObjectStore('values');
    },
  });
  /**
   * One transaction, whose writes the browser has before this returns its promise. It is told at once that no more follow: else it
   * waits for the page to hear of them, and undoes them where the page is left before that.
   */
  const change = async <N extends Name>(
    names: N[],
    write: (stores: IDBPTransaction<Schema, N[], 'readwrite'>) => readonly Promise<unknown>[],
  ): Promise<void> => {
    const stores = db.transaction(names, 'readwrite');
    const writes = write(stores);
    stores.commit();
    await Promise.all([...writes, stores.done]);
  };
  const put = <N extends Name>(name: N, value: Schema[N]['value'], key?: Schema[N]['key']): Promise<void> =>
    change([name], (stores) => [stores.objectStore(name).put(value, key)]);
  return {
    load: async () => {
      const [pictures, names, files, log, models, keys, values] = await Promise.all([
        db.getAll('pictures'),
        db.getAllKeys('files'),
        db.getAll('files'),
        db.getAll('log'),
        db.getAll('models'),
        db.getAllKeys('values'),
        db.getAll('values'),
      ]);
      const known = new Map(keys.map((key, i) => [key, values[i]]));
      return {
        pictures: pictures.sort((a, b) => a.order - b.order),
        files: new Map(names.map((name, i) => [name, files[i] as Blob])),
        log,
        cursor: Math.min(log.length, Number(known.get('cursor') ?? 0)),
        models: models.sort((a, b) => a.added - b.added),
        values: known,
      };
    },
    append: (place, command) =>
      change(['log', 'values'], (stores) => [
        stores.objectStore('log').delete(IDBKeyRange.lowerBound(place)),
        stores.objectStore('log').put(command, place),
        stores.objectStore('values').put(place + 1, 'cursor'),
      ]),
    moveCursor: (cursor) => put('values', cursor, 'cursor'),
    addFile: (id, file) => put('files', file, id),
    addPicture: (picture) => put('pictures', picture),
    addModel: (model) => put('models', model),
    removeModel: (id) => change(['models'], (stores) => [stores.objectStore('models').delete(id)]),
    addMap: (picture, map) => put('maps', map, picture),
    map: (picture) => db.get('maps', picture),
    setValue: (name, value) => put('values', value, name),
    forget: async () => {
      db.close();
      await deleteDB(NAME);
    },
  };
}
