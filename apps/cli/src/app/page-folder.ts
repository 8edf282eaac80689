import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InputError } from '../errors.js';

/** The folder of the built page. @throws InputError where it is not built */
export function pageFolder(): string {
  const folder = join(dirname(createRequire(import.meta.url).resolve('@celltally/web/package.json')), 'page');
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new InputError(`the page is not built ("${folder}" is missing): run "npm run build" first`);
}
