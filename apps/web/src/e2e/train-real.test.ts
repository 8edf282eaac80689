import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openImage } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATIENCE, type Visit, visit } from './browser.node.js';
import { countByCommand, expectSame } from './command-line.node.js';
import { type ChosenFile, chosen, partOf } from './pictures.node.js';
import { missingFolder, sharedFolder } from './real-data.node.js';
import { awaitCells, awaitSteps, lookAt, openFiles, show } from './steps.node.js';
import { expectSameByCommand, heldOutCounts, startTraining, trainingErrors } from './training.node.js';

const SET = sharedFolder('datasets/vgg-cells');
const missing = missingFolder(SET);
if (missing !== undefined) console.warn(`training on real pictures in the page is not tested: ${missing}`);

const NUMBERS = ['001', '002', '003', '004', '005', '006'];
/** Side of the parts of pictures that are learnt from: a step takes a seventh of the time of whole ones. */
const SIDE = 96;
const EPOCHS = 8;
/** A picture that has no part in the training. */
const OTHER = '007cell.png';

const read = async (kind: 'images' | 'annotations', name: string): Promise<ChosenFile> =>
  chosen(name, await readFile(join(SET, kind, name)));

/** A part of a picture, its dots, and how many these are: every pixel that is not black is one. */
async function markedPart(number: string) {
  const part = (kind: 'images' | 'annotations', name: string) => partOf(join(SET, kind, name), 64, 64, SIDE);
  const dots = await part('annotations', `${number}dots.png`);
  const { data } = await (await openImage(dots)).read({ channels: [0] });
  let cells = 0;
  for (const value of data) if (value > 0) cells++;
  return {
    picture: chosen(`${number}cell.tif`, await part('images', `${number}cell.png`)),
    dots: chosen(`${number}dots.tif`, dots),
    cells,
  };
}

describe.skipIf(missing)('training on real pictures in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  let parts: readonly Awaited<ReturnType<typeof markedPart>>[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    parts = await Promise.all(NUMBERS.map(markedPart));
    session = await visit();
    await openFiles(session.page, [...parts.map(({ picture }) => picture), await read('images', OTHER)]);
    await session.page.locator('.card').nth(parts.length).waitFor();
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('takes the dots of each picture from its file', async () => {
    const { page } = session;
    for (const { picture, dots, cells } of parts) {
      expect(cells).toBeGreaterThan(10);
      await lookAt(page, picture.name);
      const asked = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Read cells from a file' }).click();
      await (await asked).setFiles([dots]);
      await awaitCells(page, cells);
      await page.getByLabel('Every cell is marked').check();
    }
  });

  it('brings the error on held-out pictures down, and gives a model that the command line takes', async () => {
    const { page } = session;
    // What the new model is compared with: it takes no time.
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'Classical recipe' });
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Processor' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await show(page, 'Train');
    await page.getByLabel('Begin with').selectOption({ label: 'Nothing: learn from these pictures alone' });
    // Where the page refuses to start, it says why.
    await page.getByRole('button', { name: 'Start training' }).waitFor();
    expect(await page.locator('.refusal').allTextContents()).toEqual([]);
    await startTraining(page, EPOCHS);
    const errors = await trainingErrors(page);
    console.info(`mean error on held-out pictures of vgg-cells after each epoch: ${errors.join(', ')}`);
    expect(errors.length).toBe(EPOCHS);
    expect(Math.min(...errors)).toBeLessThan(errors[0]!);
    expect((await heldOutCounts(page)).size).toBe(2);
    await expectSameByCommand(
      page,
      folder,
      parts.map(({ picture }) => picture),
    );
  });

  it('counts another picture with the model as the command line does', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Count with it' }).click();
    await lookAt(page, OTHER);
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count this picture' }).click());
    expect(await page.locator('.estimate').textContent()).toContain('my cells, ');
    await copyFile(join(SET, 'images', OTHER), join(folder, OTHER));
    await expectSame(page, await countByCommand(folder, [OTHER], ['--model', 'model.zip']));
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
