// Counts the pictures of a folder with a model package, both folders on disk:
//
//     node examples/count.mjs [PICTURES] [PACKAGE]
//
// Ctrl-C ends it between two tiles of a picture.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { count, openModel, readModelPackage } from '@celltally/counting';
import { isPicture } from '@celltally/imaging';
import { openFile, openFolder } from '@celltally/imaging/node';

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const [pictures = beside('images'), model = beside('../weights/bbbc039')] = process.argv.slice(2);

const folder = openFolder(pictures);
const names = (await folder.list()).filter(isPicture);
const abort = new AbortController();
process.once('SIGINT', () => abort.abort(new Error('interrupted')));

const events = count({
  files: names.map((name) => ({ name, open: () => openFile(join(pictures, name)) })),
  model: openModel(await readModelPackage(openFolder(model))),
  workers: 2,
  signal: abort.signal,
});

// The stream yields what happens, and returns the summary: for-await would drop the latter.
let next = await events.next();
for (; !next.done; next = await events.next()) {
  const event = next.value;
  if (event.type === 'started') console.log(`${event.total} pictures`);
  if (event.type === 'counted') {
    const { image, count: cells, points, seconds } = event.result;
    console.log(`${image}: ${cells.toFixed(1)} cells, ${points.length} located, ${seconds.toFixed(1)} s`);
  }
  if (event.type === 'failed') console.log(`${event.image}: ${event.reason}`);
}
const { total, counted, failed } = next.value;
console.log(`${total.toFixed(1)} cells in ${counted.length} pictures, ${failed.length} failed`);
