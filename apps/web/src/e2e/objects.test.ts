import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { countByCommand, expectSame } from './command-line.node.js';
import { chosen, darkOnBright, samplePart, simulated } from './pictures.node.js';
import { awaitSteps, lookAt, openFiles } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`outlining in the page is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('outlining cells in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  const names = ['part.tif', 'made.tif', 'dark.tif'];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    await writeFile(join(folder, 'part.tif'), await samplePart('cells-001.tif', 0, 60));
    await writeFile(join(folder, 'made.tif'), simulated('made.tif', 7, 128).file.buffer);
    await writeFile(join(folder, 'dark.tif'), darkOnBright());
    session = await visit();
    const files = names.map(async (name) => chosen(name, await readFile(join(folder, name))));
    await openFiles(session.page, await Promise.all(files));
    await session.page.locator('.card').nth(2).waitFor();
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const countWith = async (label: string, picture: string): Promise<string> => {
    const { page } = session;
    await lookAt(page, picture);
    await page.getByLabel('Model', { exact: true }).selectOption({ label });
    await awaitSteps(page, 1, () =>
      page.getByRole('button', { name: /Count this picture|Count again/ }).click(),
    );
    return (await page.locator('.estimate').textContent())!;
  };

  it.each(['part.tif', 'made.tif'])(
    'finds with the classical recipe what the command line finds: %s',
    async (name) => {
      expect(await countWith('Classical recipe', name)).toContain('Classical recipe, ');
      const expected = await countByCommand(folder, [name], ['--model', 'classical']);
      expect(expected.points.get(name)?.length).toBeGreaterThan(1);
      await expectSame(session.page, expected);
    },
  );

  it('finds with a network that outlines what the command line finds', async () => {
    expect(await countWith('ssrnet-bbbc039', 'part.tif')).toContain('ssrnet-bbbc039, ');
    const expected = await countByCommand(folder, ['part.tif'], ['--model', 'ssrnet-bbbc039']);
    expect(expected.points.get('part.tif')?.length).toBeGreaterThan(1);
    await expectSame(session.page, expected);
  });

  it('takes the recipe by itself where no model has seen the like, as the command line does', async () => {
    const told = await countWith('Automatic: Classical recipe', 'dark.tif');
    expect(told).toContain('Classical recipe, ');
    expect(told).toContain('no trained model has seen pictures that are');
    await expectSame(session.page, await countByCommand(folder, ['dark.tif'], []));
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
