import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { temporaryFolder } from '../testing/test-io.js';
import { findPictures } from './find-pictures.js';

async function folderWith(...files: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), file);
  }
  return folder;
}

async function namesOf(cwd: string, paths: readonly string[], except?: string): Promise<string[]> {
  const { pictures } = await findPictures(paths, { cwd, ...(except === undefined ? {} : { except }) });
  return pictures.map(({ name }) => name);
}

describe('findPictures', () => {
  it('takes folders at every depth, pictures only, and says what it left out', async () => {
    const cwd = await folderWith('in/b.TIF', 'in/deep/a.png', 'in/notes.txt', 'in/.hidden.png');
    const { pictures, leftOut } = await findPictures(['in'], { cwd });
    expect(pictures.map(({ name }) => name)).toEqual(['b.TIF', 'a.png']);
    expect(pictures[1]?.path).toBe(join(cwd, 'in/deep/a.png'));
    expect(leftOut).toEqual(['in/notes.txt']);
  });

  it('takes a file that is named, whatever its extension', async () => {
    const cwd = await folderWith('a.lif');
    expect(await namesOf(cwd, ['a.lif'])).toEqual(['a.lif']);
  });

  it('expands patterns that the shell did not', async () => {
    const cwd = await folderWith('x/1.tif', 'x/2.png', 'y/z/3.tif', 'x/4.txt');
    expect(await namesOf(cwd, ['**/*.tif'])).toEqual(['1.tif', '3.tif']);
    expect(await namesOf(cwd, ['x/{1,2}.*'])).toEqual(['1.tif', '2.png']);
  });

  it('takes a name with brackets for a file where there is one', async () => {
    const cwd = await folderWith('well[1].png', 'well1.png');
    expect(await namesOf(cwd, ['well[1].png'])).toEqual(['well[1].png']);
  });

  it('counts no file twice, however often it is named', async () => {
    const cwd = await folderWith('in/a.png');
    await symlink(join(cwd, 'in/a.png'), join(cwd, 'link.png'));
    expect(await namesOf(cwd, ['in/a.png', 'in', '*/*.png', 'link.png'])).toEqual(['a.png']);
  });

  it('tells files of one name apart by their folders', async () => {
    const cwd = await folderWith('p1/a.png', 'p2/a.png');
    expect(await namesOf(cwd, ['p1', 'p2'])).toEqual(['p1/a.png', 'p2/a.png']);
  });

  it('leaves out the folder of its own results', async () => {
    const cwd = await folderWith('a.png', 'out/overlays/a.png', 'output.png');
    expect(await namesOf(cwd, ['.'], join(cwd, 'out'))).toEqual(['a.png', 'output.png']);
  });

  it('leaves out the annotations of a data set', async () => {
    const cwd = await folderWith('set/images/a.png', 'set/annotations/a.png');
    const { pictures, leftOut } = await findPictures(['set'], { cwd });
    expect(pictures.map(({ path }) => path)).toEqual([join(cwd, 'set/images/a.png')]);
    expect(leftOut).toEqual(['set/annotations/a.png']);
  });

  it.each([
    ['a path that is not there', ['gone.png'], /"gone.png" does not exist/],
    ['a pattern without match', ['*.bmp'], /no file matches "\*\.bmp"/],
    ['a folder without pictures', ['docs'], /no pictures in "docs" \(1 other files\)/],
  ])('refuses %s', async (_name, paths, message) => {
    const cwd = await folderWith('docs/readme.md');
    const finding = findPictures(paths, { cwd });
    await expect(finding).rejects.toThrow(InputError);
    await expect(finding).rejects.toThrow(message);
  });
});
