import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { encodePng, openImage, resize, toDisplay } from '@celltally/imaging';
import { page, root } from './places.mjs';

/** Side of a sample's small picture, in pixels. */
const SIDE = 192;

/** Copies the sample images into `samples/`, each with a small picture of it, and lists them. */
export async function addSamples() {
  const folder = join(root, 'examples/images');
  await mkdir(join(page, 'samples'), { recursive: true });
  const rows = [];
  for (const name of (await readdir(folder)).filter((each) => /\.(tif|png)$/.test(each)).sort()) {
    const bytes = await readFile(join(folder, name));
    const image = toDisplay(await (await openImage(bytes, { name })).read());
    const scale = Math.min(1, SIDE / Math.max(image.width, image.height));
    const small = resize(image, Math.round(image.width * scale), Math.round(image.height * scale));
    const thumbnail = `samples/${basename(name, extname(name))}-small.png`;
    await writeFile(join(page, 'samples', name), bytes);
    await writeFile(join(page, thumbnail), encodePng(small));
    rows.push({ name, file: `samples/${name}`, thumbnail });
  }
  await writeFile(join(page, 'samples.json'), `${JSON.stringify(rows)}\n`);
}
