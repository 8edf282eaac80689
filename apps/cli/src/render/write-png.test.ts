import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Image, openImage } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/test-io.js';
import { writePng } from './write-png.js';

const colours = (width: number, height: number): Image => {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * i * 31) >> 3);
  return { width, height, channels: 3, colour: 'rgb', bitDepth: 8, data };
};

describe('writePng', () => {
  it.each([
    [1, 1],
    [37, 5],
    [700, 900],
  ])('writes %i x %i pixels that are read back as they were', async (width, height) => {
    const file = join(await temporaryFolder(), 'overlay.png');
    const image = colours(width, height);
    await writePng(file, image);
    const read = await (await openImage(await readFile(file))).read();
    expect({ ...read, data: 0 }).toEqual({ ...image, data: 0 });
    expect(Buffer.compare(read.data as Uint8Array, image.data as Uint8Array)).toBe(0);
  });

  it('fails where the file cannot be written', async () => {
    const file = join(await temporaryFolder(), 'gone', 'overlay.png');
    await expect(writePng(file, colours(3, 3))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
