import { describe, expect, it } from 'vitest';
import { type FileTree, memoryFiles } from '../files.js';
import { openFolder } from '../files.node.js';
import { SPLIT_NAMES } from '../formats/split.js';
import { countsOf } from '../testing/dataset-files.node.js';
import { sharedPath } from '../testing/shared-data.node.js';
import { type Dataset, subset } from './dataset.js';
import { openDataset } from './open.js';

/** Pictures and cells per part, as counted independently with NumPy, SciPy and Pillow. */
const expected = {
  'vgg-cells': { pictures: [90, 10, 60], cells: [16_285, 1_760, 10_549] },
  mbm: { pictures: [18, 2, 16], cells: [2_532, 229, 1_733] },
  adi: { pictures: [97, 10, 53], cells: [15_028, 1_674, 7_794] },
  bbbc039: { pictures: [50, 10, 40], cells: [5_647, 1_295, 4_591] },
  dsb2018: { pictures: [426, 53, 53], cells: [18_633, 2_794, 2_014] },
};

/** Some files of a tree under other names, as the original release has them. */
async function renamed(source: FileTree, rename: (path: string) => string | undefined): Promise<FileTree> {
  const files: Record<string, Uint8Array> = {};
  for (const path of await source.list()) {
    const name = rename(path);
    if (name !== undefined) files[name] = await source.read(path);
  }
  return memoryFiles('original', files);
}

/** A handful of pictures of every set. */
const inSample = (path: string): boolean => /\/(00|BM_GRAZ_HE_0001_01|1020|IXMtest_A)/.test(path);

async function totalOf(dataset: Dataset): Promise<number> {
  const counts = Object.values(await countsOf(dataset));
  return counts.reduce<number>((sum, count) => sum + (count ?? Number.NaN), 0);
}

describe.each(Object.entries(expected))('%s', (name, { pictures, cells }) => {
  const folder = sharedPath('datasets', name);

  it.skipIf(folder === undefined)('has the published pictures and cells', async () => {
    const dataset = await openDataset(openFolder(folder!));
    expect(dataset.layout).toBe('celltally');
    const counted = { pictures: [] as number[], cells: [] as number[] };
    for (const part of SPLIT_NAMES) {
      const items = subset(dataset, part);
      counted.pictures.push(items.items.length);
      counted.cells.push(await totalOf(items));
    }
    expect(counted).toEqual({ pictures, cells });
  });
});

const originals = [
  {
    name: 'vgg-cells',
    layout: 'vgg',
    rename: (path: string) => /00[1-3](cell|dots)\.png/.exec(path)?.[0],
    cells: 450,
  },
  {
    name: 'mbm',
    layout: 'mbm',
    rename: (path: string) => /BM_GRAZ_HE_0001_01_(dots_)?000.*/.exec(path)?.[0],
    cells: 167,
  },
  { name: 'adi', layout: 'adi', rename: (path: string) => path, cells: 2208 },
  {
    name: 'bbbc039',
    layout: 'bbbc039',
    rename: (path: string) => path.replace('annotations', 'masks'),
    cells: 720,
  },
];

describe.each(originals)('$name under its original names', ({ name, layout, rename, cells }) => {
  const folder = sharedPath('datasets', name);

  it.skipIf(folder === undefined)('is read without a split.json', async () => {
    const files = await renamed(openFolder(folder!), (path) => (inSample(path) ? rename(path) : undefined));
    const dataset = await openDataset(files);
    expect(dataset.layout).toBe(layout);
    expect(await totalOf(dataset)).toBe(cells);
  });
});

const unknown = [
  { name: 'vgg-cells', note: 'every set pixel is one cell', cells: 1234 },
  { name: 'mbm', note: 'every set pixel is one cell', cells: 504 },
  { name: 'adi', note: 'every set pixel is one cell', cells: 2208 },
  { name: 'bbbc039', note: 'separate objects share labels', cells: 740 },
  { name: 'dsb2018', note: 'every label is one object', cells: 133 },
];

describe.each(unknown)('$name without a word about it', ({ name, note, cells }) => {
  const folder = sharedPath('datasets', name);

  it.skipIf(folder === undefined)('is understood by its content', async () => {
    const strip = (path: string): string => path.replace('_Adipose-Subcutaneous', '').replace('IXMtest_', '');
    const files = await renamed(openFolder(folder!), (path) => (inSample(path) ? strip(path) : undefined));
    const dataset = await openDataset(files);
    expect(dataset.layout).toBe('celltally');
    expect(dataset.notes[0]).toContain(note);
    expect(dataset.notes[0]).toContain('detected from');
    expect(await totalOf(dataset)).toBe(cells);
  });
});
