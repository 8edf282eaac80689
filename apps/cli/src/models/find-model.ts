import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../errors.js';
import type { Io } from '../io.js';

/** Where a model package lies: a folder with an `rdf.yaml`, or a zip file of one. */
export interface ModelLocation {
  /** The file's or folder's name without `.zip`. */
  readonly name: string;
  /** Bundled packages go by that name; others by the one that their description gives. */
  readonly bundled: boolean;
  readonly path: string;
  readonly form: 'folder' | 'zip';
}

/** Where bundled packages lie: in the published package, and in the workspace. */
const BUNDLED = ['../../weights', '../../../../weights'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The bundled packages by name; those of the folder that `CELLTALLY_WEIGHTS` names come first. */
export async function bundledModels({
  cwd,
  env,
}: Pick<Io, 'cwd' | 'env'>): Promise<readonly ModelLocation[]> {
  const own = env.CELLTALLY_WEIGHTS;
  const found = new Map<string, ModelLocation>();
  for (const folder of [...(own ? [resolve(cwd, own)] : []), ...BUNDLED]) {
    for (const entry of await readdir(folder).catch(() => [])) {
      const location = await modelAt(join(folder, entry), true);
      if (location !== undefined && !found.has(location.name)) found.set(location.name, location);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Finds the package that `--model` names: a bundled one by its name, else a folder or a zip file.
 * @throws InputError naming what there is
 */
export async function findModel(nameOrPath: string, io: Pick<Io, 'cwd' | 'env'>): Promise<ModelLocation> {
  const bundled = await bundledModels(io);
  const named = bundled.find(({ name }) => name === nameOrPath);
  if (named !== undefined) return named;
  const path = resolve(io.cwd, nameOrPath);
  const found = await modelAt(path, false);
  if (found !== undefined) return found;
  const names = bundled.map(({ name }) => name).join(', ') || 'none';
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) {
    throw new InputError(
      `no model "${nameOrPath}": name a bundled one (${names}), or a package's folder or zip file`,
    );
  }
  throw new InputError(
    `"${nameOrPath}" is no model package: ${info.isDirectory() ? 'the folder holds no rdf.yaml' : 'a package is a folder with rdf.yaml, or a .zip file'}`,
  );
}

async function modelAt(path: string, bundled: boolean): Promise<ModelLocation | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile() && /\.zip$/i.test(path)) {
    return { name: basename(path).replace(/\.zip$/i, ''), bundled, path, form: 'zip' };
  }
  if (!info?.isDirectory()) return undefined;
  const described = await stat(join(path, 'rdf.yaml')).catch(() => undefined);
  return described?.isFile() ? { name: basename(path), bundled, path, form: 'folder' } : undefined;
}
