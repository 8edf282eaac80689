import {
  configFor,
  memoryStore,
  openDevice,
  packTrained,
  train,
  writeModelPackage,
} from '@celltally/counting';
import { type Dataset, openImage } from '@celltally/imaging';
import { simulated } from './pictures.node.js';

/** Side of the pictures that it learns from, and of its tiles. */
const SIDE = 64;

/** A model package that is trained in seconds: what is compared is where it runs, and not how good it is. */
export async function smallModel(): Promise<Uint8Array> {
  const pictures = [1, 2, 3].map((seed) => simulated(`p${seed}.tif`, seed, SIDE));
  const dataset: Dataset = {
    name: 'simulated',
    layout: 'test',
    items: pictures.map(({ file, points }) => ({
      name: file.name,
      open: () => openImage(new Uint8Array(file.buffer), { name: file.name }),
      annotation: async () => ({ kind: 'points', points }),
    })),
    splits: { train: ['p1.tif', 'p2.tif'], val: ['p3.tif'], test: [] },
    notes: [],
  };
  const config = await configFor({
    model: 'unet',
    width: 4,
    epochs: 6,
    crop: SIDE,
    halo: 16,
    batch: 2,
    patches: 4,
    learningRate: 0.01,
  });
  const events = train({ dataset, config, store: memoryStore(), device: 'cpu', threads: 1 });
  for (;;) {
    const { done, value } = await events.next();
    if (!done) continue;
    const device = await openDevice('cpu', { threads: 1 });
    const about = {
      name: 'small model',
      description: 'Counts and locates simulated cells, roughly.',
      authors: [{ name: 'nobody' }],
      cite: [{ text: 'none', url: 'https://example.org' }],
      license: 'MIT',
      tags: ['cell-counting'],
    };
    const contents = await packTrained(value, { about, dataset, device }).finally(() => device.close());
    return writeModelPackage(contents);
  }
}
