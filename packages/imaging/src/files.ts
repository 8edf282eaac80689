import { DatasetError } from './errors.js';

/**
 * A read-only set of files: a folder on disk, a record in a test, or what was dropped on a page.
 * Paths are relative and written with `/`.
 */
export interface FileTree {
  /** The folder's own name, used as the data set's name. */
  readonly name: string;
  /** The paths of all files at every depth, sorted. */
  list(): Promise<readonly string[]>;
  /** The bytes of one file. Throws `DatasetError` if there is no such file. */
  read(path: string): Promise<Uint8Array>;
}

/** Files held in memory: path to bytes, or to text that is stored as UTF-8. */
export function memoryFiles(name: string, files: Readonly<Record<string, Uint8Array | string>>): FileTree {
  const contents = new Map(Object.entries(files));
  const paths = [...contents.keys()].sort();
  return {
    name,
    list: async () => paths,
    async read(path) {
      const content = contents.get(path);
      if (content === undefined) throw missingFile(name, path);
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
  };
}

/** The files under one folder of a tree, with paths relative to that folder. */
export function subtree(files: FileTree, folder: string): FileTree {
  const prefix = `${folder}/`;
  return {
    name: folder.slice(folder.lastIndexOf('/') + 1),
    async list() {
      const paths = await files.list();
      return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
    },
    read: (path) => files.read(prefix + path),
  };
}

/** A file as text (UTF-8; a byte order mark is dropped). */
export async function readText(files: FileTree, path: string): Promise<string> {
  return new TextDecoder('utf-8').decode(await files.read(path));
}

/** The error of a path that a tree does not hold. */
export function missingFile(tree: string, path: string, cause?: unknown): DatasetError {
  return new DatasetError(
    `${tree} holds no file "${path}". Check the spelling, upper and lower case included.`,
    {
      cause,
    },
  );
}
