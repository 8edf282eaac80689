import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeTiff, importPoints, openImage } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../testing/test-io.js';
import { celltally, tinyData, tinyModel } from '../testing/tiny-model.js';

let cwd: string;
let remove: () => Promise<void>;
let model: string;

beforeAll(async () => {
  ({ folder: cwd, remove } = await makeFolder());
  await tinyData(cwd, 3);
  model = await tinyModel(cwd);
});
afterAll(() => remove());

const count = (out: string, ...more: readonly string[]) =>
  celltally(cwd, ['count', 'data/images', '--model', model, '--out', out, '--no-overlays', ...more]);

const points = async (...path: readonly string[]): Promise<number> => {
  const sets = await importPoints(await readFile(join(cwd, ...path)), path.at(-1)!);
  return sets.reduce((sum, set) => sum + set.points.length, 0);
};

describe('celltally count --export', () => {
  it('writes the cells for other programs beside points.csv', async () => {
    const { err } = await count(
      'all',
      '--export',
      'roi,geojson,COCO',
      '--export',
      'napari,cellcounter,roiset',
    );
    expect(err).toMatch(/points\.csv, roi\/, geojson\/, coco\.json, napari\/, cellcounter\/, roiset\//);
    const expected = await points('all', 'points.csv');
    expect(expected).toBeGreaterThan(0);
    expect(await points('all', 'coco.json')).toBe(expected);
    for (const folder of ['roi', 'geojson', 'napari', 'cellcounter', 'roiset']) {
      const files = await readdir(join(cwd, 'all', folder));
      expect(files).toHaveLength(3);
      const each = await Promise.all(files.map((file) => points('all', folder, file)));
      expect(each.reduce((a, b) => a + b, 0)).toBe(expected);
    }
    expect(await readdir(join(cwd, 'all/geojson'))).toContain('cells-001.geojson');
  });

  it('refuses what is no format, and names those there are', async () => {
    const argv = ['count', 'data', '--model', model, '--out', 'none', '--export', 'roi,shapefile'];
    const { err } = await celltally(cwd, argv, 1);
    expect(err).toMatch(/must be one of roi, roiset, geojson, coco, napari, cellcounter\./);
  });
});

describe('cells/mm²', () => {
  const column = async (out: string, name: string): Promise<readonly string[]> => {
    const [header, ...rows] = (await readFile(join(cwd, out, 'counts.csv'), 'utf8')).trim().split('\r\n');
    const at = header!.split(',').indexOf(name);
    return rows.map((row) => row.split(',')[at]!);
  };

  it('is unknown where no file states a pixel size, and says so', async () => {
    const { out, err } = await count('unknown');
    expect(await column('unknown', 'cells_per_mm2')).toEqual(['', '', '']);
    expect(err).toMatch(
      /cells\/mm² unknown: no picture states the size of its pixels \(--pixel-size gives it\)/,
    );
    expect(out).not.toContain('mm²');
  });

  it('follows --pixel-size', async () => {
    const { out } = await count('given', '--pixel-size', '0.5');
    const counts = (await column('given', 'count')).map(Number);
    const densities = (await column('given', 'cells_per_mm2')).map(Number);
    for (const [i, density] of densities.entries()) {
      expect(density).toBeCloseTo(counts[i]! / ((48 * 0.5 * 40 * 0.5) / 1e6), -1);
    }
    expect(await column('given', 'pixel_size_um')).toEqual(['0.5', '0.5', '0.5']);
    expect(out).toContain('cells/mm²');
  });

  it('follows the file before that, and tells the known from the unknown', async () => {
    const image = await (await openImage(await readFile(join(cwd, 'data/images/cells-001.tif')))).read();
    await writeFile(join(cwd, 'sized.tif'), encodeTiff(image, { pixelSize: { x: 0.4, y: 0.9 } }));
    const argv = ['count', 'sized.tif', 'data/images/cells-002.tif', '--model', model, '--out', 'sized'];
    const { out } = await celltally(cwd, [...argv, '--no-overlays']);
    const [size, none] = await column('sized', 'pixel_size_um');
    expect(Number(size)).toBeCloseTo(0.6, 5);
    expect(none).toBe('');
    expect(out).toMatch(/cells-002\.tif.*unknown/);
    const json = JSON.parse((await celltally(cwd, [...argv, '--no-overlays', '--json'])).out);
    expect(json.images[0].pixelSize.source).toBe('tiff-resolution');
    expect(json.images[0].cellsPerMm2).toBeCloseTo(json.images[0].count / ((48 * 0.4 * 40 * 0.9) / 1e6), 0);
    expect(json.images[1].pixelSize).toBeUndefined();
  });
});
