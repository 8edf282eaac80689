// Counts the sample images with the model that suits them, as the README promises.
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const command = [join(root, 'apps/cli/bin/celltally.js'), 'count', 'examples/images', '--out', 'counted'];
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
if (status === 0) {
  console.log('\nThe true counts stand in examples/counts.csv, the overlays in counted/overlays/.');
  console.log('Your own images: npx celltally count FOLDER --out counted');
}
process.exitCode = status ?? 1;
