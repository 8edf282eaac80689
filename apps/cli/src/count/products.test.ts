import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openImage, readPointTable } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../testing/test-io.js';
import { celltally, TINY_TRAINING, tinyData, tinyModel } from '../testing/tiny-model.js';

let cwd: string;
let remove: () => Promise<void>;
let density: string;

beforeAll(async () => {
  ({ folder: cwd, remove } = await makeFolder());
  await tinyData(cwd);
  density = await tinyModel(cwd);
  for (const target of ['mask', 'count']) {
    await celltally(cwd, ['train', '--data', 'data', '--out', target, ...TINY_TRAINING, '--target', target]);
  }
});
afterAll(() => remove());

interface Report {
  readonly turns: number;
  readonly images: readonly {
    readonly image: string;
    readonly count: number;
    readonly points: number;
    readonly heat?: string;
    readonly map?: string;
    readonly labels?: string;
  }[];
}

async function counted(
  out: string,
  model: string,
  ...flags: readonly string[]
): Promise<Report & { err: string }> {
  const argv = ['count', 'data/images', '--model', model, '--out', out, '--no-overlays', '--json', ...flags];
  const { out: text, err } = await celltally(cwd, argv);
  return { ...(JSON.parse(text) as Report), err };
}

const picture = async (file: string) => (await openImage(await readFile(file))).read();
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe('celltally count --maps', () => {
  it('writes maps of the pictures’ size that sum to the counts', async () => {
    const { images } = await counted('maps', density, '--maps');
    expect(await readdir(join(cwd, 'maps'))).toEqual(['counts.csv', 'maps', 'points.csv']);
    for (const { image, map, count } of images) {
      expect(map).toBe(join(cwd, 'maps/maps', image));
      const { data, ...about } = await picture(map as string);
      expect(about).toMatchObject({ width: 48, height: 40, channels: 1, bitDepth: 32 });
      expect(Math.max(0, sum(data))).toBeCloseTo(count, 3);
    }
  });

  it('leaves no map of a picture that breaks, and counts on where a map cannot be written', async () => {
    await mkdir(join(cwd, 'mixed'));
    await cp(join(cwd, 'data/images/cells-001.tif'), join(cwd, 'mixed/whole.tif'));
    await cp(join(cwd, 'data/images/cells-002.tif'), join(cwd, 'mixed/stuck.tif'));
    await writeFile(join(cwd, 'mixed/broken.png'), 'no picture');
    // A folder stands where the file would begin.
    await mkdir(join(cwd, 'partly/maps/stuck.tif.part'), { recursive: true });
    const argv = ['count', 'mixed', '--model', density, '--out', 'partly', '--maps', '--json'];
    const { out, err } = await celltally(cwd, argv, 2);
    const { images } = JSON.parse(out) as Report;
    expect(images.map(({ image, map }) => [image, map !== undefined])).toEqual([
      ['stuck.tif', false],
      ['whole.tif', true],
    ]);
    expect(err).toMatch(/no map of stuck\.tif: .*EISDIR/);
    expect(await readdir(join(cwd, 'partly/maps'))).toEqual(['stuck.tif.part', 'whole.tif']);
  });
});

describe('celltally count --heat', () => {
  it('draws the map over each picture, of models that give no positions, too', async () => {
    const { images, err } = await counted('heat', 'count/package', '--heat', '--turns', '2');
    expect(err).toMatch(/data unet gives a number and no positions\n/);
    for (const { heat, points } of images) {
      expect(points).toBe(0);
      expect(await picture(heat as string)).toMatchObject({ width: 48, height: 40, colour: 'rgb' });
    }
    expect(await readdir(join(cwd, 'heat/heat'))).toHaveLength(6);
  });

  it('is what a model without positions is told to be asked for', async () => {
    const { err } = await counted('plain', 'count/package');
    expect(err).toMatch(/gives a number and no positions: --heat shows where in a picture it comes from/);
    expect((await counted('plain', density)).err).not.toMatch(/no positions/);
  });

  it('is warm where the map is high, and leaves the picture as it is elsewhere', async () => {
    const { images } = await counted('both', density, '--heat', '--maps');
    for (const { heat, map } of images) {
      const [drawn, plane] = [await picture(heat as string), await picture(map as string)];
      const values = [...plane.data];
      const most = Math.max(...values);
      expect(most).toBeGreaterThan(0);
      // Grey pictures are drawn grey, so that what is coloured is heat; the number stands in the first rows.
      const coloured = (i: number): boolean => drawn.data[i] !== drawn.data[2 * values.length + i];
      const below = values.map((value, i) => ({ share: value / most, i })).slice(48 * 12);
      expect(below.filter(({ share, i }) => share > 0.2 && !coloured(i))).toEqual([]);
      expect(below.filter(({ share, i }) => share < 0.02 && coloured(i))).toEqual([]);
    }
  });
});

describe('celltally count --labels', () => {
  it('writes the objects under the numbers of their points', async () => {
    const { images } = await counted('labels', 'mask/package', '--labels', '--threshold', '0.2');
    const { points } = readPointTable(await readFile(join(cwd, 'labels/points.csv'), 'utf8'));
    expect(sum(images.map((each) => each.points))).toBe(points.length);
    for (const { labels, points: found } of images) {
      const { data, ...about } = await picture(labels as string);
      expect(about).toMatchObject({ width: 48, height: 40, channels: 1, bitDepth: 16 });
      expect(Math.max(...data)).toBe(found);
    }
  });

  it('needs a model that outlines cells', async () => {
    const argv = ['count', 'data', '--model', density, '--out', 'none', '--labels'];
    const { err } = await celltally(cwd, argv, 1);
    expect(err).toMatch(/--labels needs a model that outlines cells, and tiny model predicts a density map/);
  });
});

describe('celltally count --turns', () => {
  it('counts in the mean over ways of looking, and says so', async () => {
    const [once, often] = [await counted('once', density), await counted('often', density, '--turns', '8')];
    expect([once.turns, often.turns]).toEqual([1, 8]);
    expect(often.images.map(({ count }) => count)).not.toEqual(once.images.map(({ count }) => count));
  });

  it('knows four numbers of them', async () => {
    const { err } = await celltally(cwd, ['count', 'data', '--turns', '3'], 1);
    expect(err).toMatch(/--turns.*It must be one of 1, 2, 4, 8/s);
  });
});
