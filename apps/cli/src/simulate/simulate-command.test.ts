import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countOf, openDataset, openImage } from '@celltally/imaging';
import { openFolder } from '@celltally/imaging/node';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/test-io.js';
import { celltally } from '../testing/tiny-model.js';

const small = ['--size', '48x40', '--cells', '2-5'];

describe('celltally simulate', () => {
  it('makes a data set that opens with the truth that it tells', async () => {
    const cwd = await temporaryFolder();
    const { out } = await celltally(cwd, ['simulate', '--out', 'set', '-n', '5', '--seed', '3', ...small]);
    const dataset = await openDataset(openFolder(join(cwd, 'set')));
    expect(dataset.layout).toBe('celltally');
    expect(dataset.items).toHaveLength(5);
    expect(Object.values(dataset.splits ?? {}).flat()).toHaveLength(5);
    const told = (await readFile(join(cwd, 'set/counts.csv'), 'utf8')).trim().split('\n').slice(1);
    let total = 0;
    for (const [i, item] of dataset.items.entries()) {
      const count = countOf((await item.annotation())!);
      expect(told[i]).toBe(`${item.name},${count}`);
      total += count;
    }
    expect(out).toBe(`5 pictures with ${total} cells in set\n`);
  });

  it('makes the same files again, and more of them without changing the first', async () => {
    const cwd = await temporaryFolder();
    await celltally(cwd, ['simulate', '--out', 'a', '-n', '3', '--seed', '9', ...small]);
    await celltally(cwd, ['simulate', '--out', 'b', '-n', '4', '--seed', '9', ...small]);
    await celltally(cwd, ['simulate', '--out', 'c', '-n', '3', '--seed', '8', ...small]);
    const third = (set: string): Promise<Buffer> => readFile(join(cwd, set, 'images/cells-003.tif'));
    expect(await third('b')).toEqual(await third('a'));
    expect(await third('c')).not.toEqual(await third('a'));
  });

  it.each([
    ['12 bits in a TIFF', [], 'cells-001.tif', { format: 'tiff', bitDepth: 16, colour: 'grey' }],
    ['8 bits in a PNG', ['--bits', '8'], 'cells-001.png', { format: 'png', bitDepth: 8, colour: 'grey' }],
    [
      '16 bits in a PNG',
      ['--bits', '16', '--format', 'png'],
      'cells-001.png',
      { format: 'png', bitDepth: 16, colour: 'grey' },
    ],
    [
      'tissue in colour',
      ['--modality', 'brightfield'],
      'cells-001.png',
      { format: 'png', bitDepth: 8, colour: 'rgb' },
    ],
  ])('writes %s', async (_name, options, file, expected) => {
    const cwd = await temporaryFolder();
    await celltally(cwd, ['simulate', '--out', 'set', '-n', '1', ...small, ...options]);
    const picture = await openImage(await readFile(join(cwd, 'set/images', file)));
    expect(picture).toMatchObject({ ...expected, width: 48, height: 40 });
    const annotation = await openImage(await readFile(join(cwd, 'set/annotations/cells-001.png')));
    expect(annotation).toMatchObject({ bitDepth: 16, colour: 'grey', width: 48, height: 40 });
  });

  it('leaves a folder alone that holds something', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'set'));
    await writeFile(join(cwd, 'set/mine.txt'), 'mine');
    const { err } = await celltally(cwd, ['simulate', '--out', 'set'], 1);
    expect(err).toMatch(/not empty \(it holds "mine.txt"\)/);
    expect(await readdir(join(cwd, 'set'))).toEqual(['mine.txt']);
  });

  it.each([
    [['--modality', 'brightfield', '--crowded'], /--crowded is a recipe of fluorescence/],
    [['--overlap', '2'], /overlap must be a number from 0 to 0.9, but is 2/],
    [['--split', '1,2'], /--split must be three shares/],
    [['--cells', 'many'], /a whole number or a range such as 50-200/],
  ])('refuses %j', async (options, message) => {
    const cwd = await temporaryFolder();
    const { err } = await celltally(cwd, ['simulate', '--out', 'set', ...options], 1);
    expect(err).toMatch(message);
  });
});
