import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { page, web } from './places.mjs';

/** Large, and needed only where the graphics card is used: kept when it is first loaded. */
const LATER = /asyncify/;

/** Writes the service worker with the list of the files that it keeps. */
export async function addServiceWorker() {
  const entries = await readdir(page, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(page, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => file !== 'service-worker.js')
    .sort();
  const digest = createHash('sha256');
  for (const file of files) digest.update(file).update(await readFile(join(page, file)));
  const kept = ['./', ...files.filter((file) => !LATER.test(file) && file !== 'index.html')];
  const script = await readFile(join(web, 'dist/service-worker/service-worker.js'), 'utf8');
  await writeFile(
    join(page, 'service-worker.js'),
    `self.PAGE = ${JSON.stringify({ version: digest.digest('hex').slice(0, 16), files: kept })};\n${script.replace(/^\/\/# sourceMappingURL.*$/m, '').replace(/^export \{\};?$/m, '')}`,
  );
}
