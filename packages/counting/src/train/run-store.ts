/** Where a run keeps its files: a folder on disk, a Map in a test, the browser's private storage. */
export interface RunStore {
  /** The file's bytes, or undefined. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Replaces the file whole or not at all: a crash or a full disk leaves the former content. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Adds text at the end of a file. */
  append(name: string, text: string): Promise<void>;
}

/** A store in memory. */
export function memoryStore(files: Map<string, Uint8Array> = new Map()): RunStore {
  return {
    read: async (name) => files.get(name),
    write: async (name, bytes) => {
      files.set(name, bytes);
    },
    append: async (name, text) => {
      const before = files.get(name) ?? new Uint8Array();
      const added = new TextEncoder().encode(text);
      const joined = new Uint8Array(before.length + added.length);
      joined.set(before);
      joined.set(added, before.length);
      files.set(name, joined);
    },
  };
}

/** A folder of a store as a store of its own. */
export const partOf = (store: RunStore, folder: string): RunStore => ({
  read: (name) => store.read(`${folder}/${name}`),
  write: (name, bytes) => store.write(`${folder}/${name}`, bytes),
  append: (name, text) => store.append(`${folder}/${name}`, text),
});
