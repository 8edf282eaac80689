// Removes what the compiler wrote, so that no file of a former layout is tested or published.
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
for (const group of ['packages', 'apps']) {
  for (const name of readdirSync(join(root, group))) {
    rmSync(join(root, group, name, 'dist'), { recursive: true, force: true });
  }
}
