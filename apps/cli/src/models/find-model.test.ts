import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/test-io.js';
import { bundledModels, findModel } from './find-model.js';

async function withModels(): Promise<{ cwd: string; env: Record<string, string> }> {
  const cwd = await temporaryFolder();
  for (const folder of ['weights/spots', 'spots', 'run/package', 'empty', 'weights/notes']) {
    await mkdir(join(cwd, folder), { recursive: true });
  }
  for (const file of [
    'weights/spots/rdf.yaml',
    'spots/rdf.yaml',
    'run/package/rdf.yaml',
    'weights/dots.zip',
    'a.txt',
  ]) {
    await writeFile(join(cwd, file), '');
  }
  return { cwd, env: { CELLTALLY_WEIGHTS: 'weights' } };
}

describe('findModel', () => {
  it('finds folders and zip files among the bundled packages', async () => {
    const io = await withModels();
    const names = (await bundledModels(io)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['dots', 'spots']));
    expect(names).not.toContain('notes');
  });

  it('takes a bundled name before a folder of that name', async () => {
    const io = await withModels();
    expect((await findModel('spots', io)).path).toBe(join(io.cwd, 'weights/spots'));
    expect((await findModel('./spots', io)).path).toBe(join(io.cwd, 'spots'));
  });

  it('takes a folder or a zip file by its path', async () => {
    const io = await withModels();
    expect(await findModel('run/package', io)).toMatchObject({ form: 'folder', name: 'package' });
    expect(await findModel('weights/dots.zip', io)).toMatchObject({ form: 'zip', name: 'dots' });
  });

  it.each([
    ['a name that is not there', 'sports', /no model "sports": name a bundled one \(.*spots/],
    ['a folder that is no package', 'empty', /holds no rdf\.yaml/],
    ['another file', 'a.txt', /no model package/],
  ])('refuses %s', async (_name, model, message) => {
    await expect(findModel(model, await withModels())).rejects.toThrow(message);
  });
});
