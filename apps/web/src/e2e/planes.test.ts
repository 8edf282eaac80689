import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Image, openImage } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { countByCommand, expectSame } from './command-line.node.js';
import { chosen, samplePart } from './pictures.node.js';
import { awaitCells, awaitSteps, brightest, lookAt, openFiles, show } from './steps.node.js';
import { pageOf, writeTiff } from './tiff.node.js';

if (cannotRun !== undefined) console.warn(`files of several planes are not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('files of several planes in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    const planes = await Promise.all([plane(0, 60), plane(180, 100), plane(90, 200)]);
    const [first, second] = planes;
    const data = new Uint16Array(2 * first.data.length);
    data.set(first.data);
    data.set(second.data, first.data.length);
    const files = {
      'channels.tif': writeTiff([pageOf({ ...first, channels: 2, data })]),
      'pages.tif': writeTiff(planes.map(pageOf)),
    };
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    session = await visit();
    await openFiles(
      session.page,
      Object.entries(files).map(([name, bytes]) => chosen(name, bytes)),
    );
    await session.page.locator('.card').nth(3).waitFor();
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const count = async (): Promise<void> => {
    const { page } = session;
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'lite-unet-bbbc039' });
    await awaitSteps(page, 1, () =>
      page.getByRole('button', { name: /Count this picture|Count again/ }).click(),
    );
  };
  const byCommand = (name: string, ...options: string[]) =>
    countByCommand(folder, [name], ['--model', 'lite-unet-bbbc039', ...options]);

  it('shows each channel in its colour, or hides it', async () => {
    const { page } = session;
    await lookAt(page, 'channels.tif');
    await page.getByText('Display', { exact: true }).click();
    const second = page.getByRole('checkbox', { name: 'Show Channel 2' });
    // At first channels are shown in blue with green up to 130, and in green up to 220; both add up.
    await expect.poll(() => brightest(page, 1), { timeout: PATIENCE }).toBeGreaterThan(200);
    await second.uncheck();
    await expect.poll(() => brightest(page, 1), { timeout: PATIENCE }).toBeLessThan(135);
    await page.getByRole('checkbox', { name: 'Show Channel 1' }).uncheck();
    await expect.poll(() => brightest(page, 1), { timeout: PATIENCE }).toBeLessThan(60);
    await second.check();
    await expect.poll(() => brightest(page, 1), { timeout: PATIENCE }).toBeGreaterThan(200);
  });

  it('counts in the chosen channel what the command line counts in it', async () => {
    const { page } = session;
    await page.getByText('2 channels').waitFor({ state: 'attached' });
    await awaitSteps(page, 1, async () => {
      await page.getByLabel('Count in').selectOption({ label: 'Channel 2' });
    });
    await count();
    const expected = await byCommand('channels.tif', '--channel', '1');
    expect(expected.points.get('channels.tif')?.length).toBeGreaterThan(1);
    await expectSame(page, expected);
  });

  it('counts in all channels what the command line counts in them', async () => {
    const { page } = session;
    await awaitSteps(page, 1, async () => {
      await page.getByLabel('Count in').selectOption({ label: 'All channels' });
    });
    await count();
    await expectSame(page, await byCommand('channels.tif'));
  });

  it('makes a picture of each page, and counts it as the command line does', async () => {
    const { page } = session;
    await show(page, 'Pictures');
    await lookAt(page, 'pages.tif · page 3');
    await count();
    const expected = await byCommand('pages.tif', '--page', '2');
    expect(expected.points.get('pages.tif')?.length).toBeGreaterThan(1);
    await expectSame(page, expected, (name) => `${name} · page 3`);
  });

  it('marks the cells of each page by the page of a file of labels, and refuses another number of pages', async () => {
    const { page } = session;
    const labels = [4, 0, 2].map((cells) => pageOf(bars(96, cells)));
    await openFiles(page, [chosen('pages-labels.tif', writeTiff(labels))]);
    await page.getByText('6 cells read into 3 pictures').waitFor();
    for (const [i, cells] of [4, 0, 2].entries()) {
      await lookAt(page, `pages.tif · page ${i + 1}`);
      await awaitCells(page, cells);
    }
    await show(page, 'Pictures');
    await openFiles(page, [chosen('pages_mask.tif', writeTiff(labels.slice(1)))]);
    await page.getByText('pages_mask.tif holds 2 planes').waitFor();
    expect(await page.locator('.card').count()).toBe(4);
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});

/** A plane of cells, each from another place. */
const plane = async (x: number, y: number): Promise<Image> =>
  (await openImage(await samplePart('cells-001.tif', x, y), { name: 'part.tif' })).read();

/** Labels of so many cells: bars of 4 by 60 pixels. */
function bars(side: number, cells: number): Image {
  const data = new Uint8Array(side * side);
  for (let cell = 0; cell < cells; cell++) {
    for (let y = 10; y < 70; y++) data.fill(cell + 1, y * side + 10 * cell + 5, y * side + 10 * cell + 9);
  }
  return { width: side, height: side, channels: 1, colour: 'grey', bitDepth: 8, data };
}
