import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE, type Visit, visit } from './browser.node.js';
import { countByCommand, expectSame } from './command-line.node.js';
import { chosen, partOf } from './pictures.node.js';
import { missingFolder, sharedFolder } from './real-data.node.js';
import { awaitSteps, lookAt, openFiles } from './steps.node.js';

const DATASETS = sharedFolder('datasets');
const missing = missingFolder(DATASETS);
if (missing !== undefined) console.warn(`real pictures in the page are not tested: ${missing}`);

/** A picture of each set and the model that is chosen for it. */
const SETS = {
  'vgg-cells': 'vgg-cells',
  adi: 'adi adipose tissue',
  dsb2018: 'nuclei',
  bbbc039: 'bbbc039',
};

describe.skipIf(missing)('real pictures in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  const nameOf = new Map<string, string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    for (const set of Object.keys(SETS)) {
      const first = (await readdir(join(DATASETS, set, 'images'))).sort()[0]!;
      nameOf.set(set, `${set}${extname(first)}`);
      await copyFile(join(DATASETS, set, 'images', first), join(folder, nameOf.get(set)!));
    }
    const small = await partOf(join(folder, nameOf.get('vgg-cells')!), 80, 80, 64);
    await writeFile(join(folder, 'part.tif'), small);
    session = await visit();
    const names = [...nameOf.values(), 'part.tif'];
    await openFiles(
      session.page,
      await Promise.all(names.map(async (name) => chosen(name, await readFile(join(folder, name))))),
    );
    await session.page
      .locator('.card')
      .nth(names.length - 1)
      .waitFor();
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(SETS))('are counted as the command line counts them: %s', async (set, model) => {
    const { page } = session;
    const name = nameOf.get(set)!;
    await lookAt(page, name);
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count this picture' }).click());
    expect(await page.locator('.estimate').textContent()).toContain(`${model}, `);
    const expected = await countByCommand(folder, [name], []);
    expect(expected.points.get(name)?.length).toBeGreaterThan(5);
    await expectSame(page, expected);
  });

  it('are counted on the graphics card as the command line counts them', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Graphics card' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await lookAt(page, 'part.tif');
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'vgg-cells' });
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count this picture' }).click());
    expect(await page.locator('.estimate').textContent()).toContain('on the graphics card');
    const expected = await countByCommand(folder, ['part.tif'], ['--model', 'vgg-cells']);
    expect(expected.points.get('part.tif')?.length).toBeGreaterThan(2);
    await expectSame(page, expected);
  });

  it('ask nobody for anything, and write no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
