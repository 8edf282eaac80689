import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readModelPackage, writeModelPackage } from '@celltally/counting';
import { openFolder } from '@celltally/imaging/node';
import { modelFacts } from '../dist/worker/models.js';
import { page, root } from './places.mjs';

/** Packs the bundled models into `models/`, each a zip file that `celltally count --model` takes too, and lists them. */
export async function addModels() {
  const weights = join(root, 'weights');
  await mkdir(join(page, 'models'), { recursive: true });
  const rows = [];
  for (const id of (await readdir(weights)).sort()) {
    if (!(await stat(join(weights, id, 'rdf.yaml')).catch(() => undefined))) continue;
    const found = await readModelPackage(await openFolder(join(weights, id)));
    const file = await writeModelPackage(found);
    await writeFile(join(page, 'models', `${id}.zip`), file);
    const { seen } = found.settings;
    rows.push({
      id,
      file: `models/${id}.zip`,
      facts: modelFacts(found),
      ...(seen === undefined ? {} : { seen }),
    });
  }
  await writeFile(join(page, 'models.json'), `${JSON.stringify({ models: rows })}\n`);
}
