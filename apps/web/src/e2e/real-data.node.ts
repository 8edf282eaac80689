import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cannotRun } from './browser.node.js';

const SHARED =
  process.env.CELLTALLY_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));

/** A folder of real data, which stands beside the project, if anywhere. */
export const sharedFolder = (name: string): string => join(SHARED, name);

/** Why tests that need this folder and a browser cannot run; undefined where they can. */
export const missingFolder = (folder: string): string | undefined =>
  cannotRun ??
  (existsSync(folder)
    ? undefined
    : `${folder} is not there. Set CELLTALLY_SHARED to the folder that holds datasets/.`);
