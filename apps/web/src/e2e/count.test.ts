import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { countByCommand, expectSame } from './command-line.node.js';
import { chosen, samplePart, wideCells } from './pictures.node.js';
import { smallModel } from './small-model.node.js';
import { awaitSteps, lookAt, openFiles, show } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`counting in the page is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('counting in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  const names = ['left.tif', 'right.tif'];
  const byCommand = (model: string, pictures: readonly string[]) =>
    countByCommand(folder, pictures, ['--model', model]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    await writeFile(join(folder, 'left.tif'), await samplePart('cells-001.tif', 0, 60));
    await writeFile(join(folder, 'right.tif'), await samplePart('cells-002.tif', 180, 100));
    await writeFile(join(folder, 'small.zip'), await smallModel());
    session = await visit();
    const opened = [...names, 'small.zip'].map(async (name) =>
      chosen(name, await readFile(join(folder, name))),
    );
    await openFiles(session.page, await Promise.all(opened));
    await session.page.locator('.card').nth(1).waitFor();
    await session.page.getByText('The model “small model” was added').waitFor();
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const count = async (label: string): Promise<void> => {
    const { page } = session;
    await awaitSteps(page, names.length, () => page.getByRole('button', { name: label }).click());
  };

  it('finds on the processor what the command line finds', async () => {
    await count('Count all 2');
    await expectSame(session.page, await byCommand('small.zip', names));
  });

  it('finds on the graphics card what the command line finds', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Graphics card' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await lookAt(page, 'left.tif');
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count again' }).click());
    // Where the card fails, the processor goes on.
    expect(await page.locator('.estimate').textContent()).toContain('on the graphics card');
    await expectSame(page, await byCommand('small.zip', ['left.tif']));
  });

  it('finds with a bundled model what the command line finds', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Processor' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'lite-unet-bbbc039' });
    await page.getByRole('button', { name: 'Count again' }).click();
    await page.getByText('bbbc039,').waitFor();
    await expectSame(page, await byCommand('lite-unet-bbbc039', ['left.tif']));
  });

  it('scales wide cells to what the model knows, as the command line does', async () => {
    const { page } = session;
    await writeFile(join(folder, 'wide.tif'), wideCells());
    await show(page, 'Pictures');
    await openFiles(page, [chosen('wide.tif', await readFile(join(folder, 'wide.tif')))]);
    await lookAt(page, 'wide.tif');
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count this picture' }).click());
    const warning = page.locator('.estimate .warning', { hasText: 'scale the picture by 0.' });
    await warning.waitFor();
    await page.getByLabel('Scale cells to the width the model knows').check();
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count again' }).click());
    expect(await warning.count()).toBe(0);
    expect(await page.locator('.estimate').textContent()).toContain('cells scaled');
    await expectSame(
      page,
      await countByCommand(folder, ['wide.tif'], ['--model', 'lite-unet-bbbc039', '--scale', 'auto']),
    );
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
