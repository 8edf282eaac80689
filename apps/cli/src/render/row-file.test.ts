import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openImage } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/test-io.js';
import { startGreyPng } from './png-rows.js';
import type { RowFile } from './row-file.js';
import { startTiff } from './tiff-rows.js';

type Size = { readonly width: number; readonly height: number };

const labels = (size: Size, largest: number): Uint32Array =>
  Uint32Array.from({ length: size.width * size.height }, (_, i) => (i * 7919) % (largest + 1));

/** Formats, the largest label that each holds, and how files are begun. */
const FORMATS: readonly (readonly [string, number, (file: string, size: Size) => Promise<RowFile>])[] = [
  ['PNG', 65_535, (file, size) => startGreyPng(file, size)],
  ['TIFF', 16_000_000, (file, size) => startTiff(file, { ...size, format: 'unsigned' })],
];

describe.each(FORMATS)('a %s written row by row', (_, largest, start) => {
  it.each([
    { width: 1, height: 1 },
    { width: 37, height: 5 },
    { width: 300, height: 200 },
  ])('of $width x $height labels is read back as it was', async (size) => {
    const file = join(await temporaryFolder(), 'labels');
    const values = labels(size, largest);
    const rows = await start(file, size);
    for (let y = 0; y < size.height; y += 16) {
      await rows.add(values.slice(y * size.width, (y + 16) * size.width));
    }
    await rows.finish();
    const image = await (await openImage(await readFile(file))).read();
    expect([image.width, image.height, image.channels]).toEqual([size.width, size.height, 1]);
    // Comparing element by element would take longer than all else.
    expect(image.data.findIndex((value, i) => value !== values[i])).toBe(-1);
    expect(image.data).toHaveLength(values.length);
  });

  it('has its name only when it is whole, and goes when it is discarded', async () => {
    const folder = await temporaryFolder();
    const rows = await start(join(folder, 'labels'), { width: 4, height: 2 });
    await rows.add(Uint32Array.of(1, 2, 3, 4));
    expect(await readdir(folder)).not.toContain('labels');
    await rows.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('fails where the file cannot be written', async () => {
    const file = join(await temporaryFolder(), 'gone', 'labels');
    const write = async (): Promise<void> => {
      const rows = await start(file, { width: 1, height: 1 });
      await rows.add(Uint32Array.of(1));
      await rows.finish();
    };
    await expect(write()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

it('a TIFF holds floats as they are', async () => {
  const file = join(await temporaryFolder(), 'map.tif');
  const values = Float32Array.of(-1.5, 0, 1e-7, 3);
  const rows = await startTiff(file, { width: 2, height: 2, format: 'float' });
  await rows.add(values.slice(0, 2));
  await rows.add(values.slice(2));
  await rows.finish();
  expect((await (await openImage(await readFile(file))).read()).data).toEqual(values);
});
