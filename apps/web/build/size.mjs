import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { page } from './places.mjs';

/** Compressed bytes of script that the page may load before it can be used. */
const MOST = 300_000;

/** Adds up the scripts that the page loads at once, with those that they import at once. @throws if it is too much */
export async function checkSize() {
  const html = await readFile(join(page, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(([, file]) => file);
  const seen = new Map();
  while (waiting.length > 0) {
    const file = waiting.pop();
    if (seen.has(file)) continue;
    const script = await readFile(join(page, file), 'utf8');
    seen.set(file, gzipSync(script).length);
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    for (const [, name] of script.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      waiting.push(folder + name);
  }
  const total = [...seen.values()].reduce((sum, each) => sum + each, 0);
  if (total > MOST) {
    throw new Error(
      `the page begins with ${total} bytes of compressed script, but at most ${MOST} are allowed`,
    );
  }
  return `page: ${(total / 1000).toFixed(0)} kB of compressed script before it can be used (of ${MOST / 1000} kB)`;
}
