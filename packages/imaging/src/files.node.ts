import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { DatasetError } from './errors.js';
import { type FileTree, missingFile } from './files.js';

/** What operating systems leave in folders, and what is hidden on purpose. */
const ignored = (name: string): boolean =>
  name.startsWith('.') || name === '__MACOSX' || name === 'Thumbs.db' || name === 'desktop.ini';

/**
 * A folder on disk as a `FileTree`. The folder is walked once, at the first `list()`; hidden files are left
 * out, symbolic links are followed. `list()` throws `DatasetError` if the folder does not exist.
 */
export function openFolder(path: string): FileTree {
  const root = resolve(path);
  let listing: Promise<readonly string[]> | undefined;
  return {
    name: basename(root),
    list() {
      listing ??= listFolder(root);
      return listing;
    },
    async read(file) {
      try {
        return await readFile(join(root, file));
      } catch (cause) {
        throw missingFile(root, file, cause);
      }
    },
  };
}

async function listFolder(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  const ancestors = new Set<string>();

  const walk = async (folder: string, prefix: string): Promise<void> => {
    const real = await realpath(folder);
    // A link to a folder above would be walked for ever.
    if (ancestors.has(real)) return;
    ancestors.add(real);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (ignored(entry.name)) continue;
      const full = join(folder, entry.name);
      const kind = entry.isSymbolicLink() ? await stat(full).catch(() => undefined) : entry;
      if (kind?.isDirectory()) await walk(full, `${prefix}${entry.name}/`);
      else if (kind?.isFile()) found.push(prefix + entry.name);
    }
    ancestors.delete(real);
  };

  try {
    await walk(root, '');
  } catch (cause) {
    throw new DatasetError(`"${root}" is no folder that can be read. Check the path and its permissions.`, {
      cause,
    });
  }
  return found.sort();
}
