import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { simulated } from './pictures.node.js';

if (cannotRun !== undefined) console.warn(`opening folders is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('opening a folder', { timeout: PATIENCE }, () => {
  let session: Visit | undefined;
  let folder: string;
  /** Two levels of folders, in the order in which people count. */
  const paths = ['plate/a.tif', 'plate/day 1/b.tif', 'plate/day 1/well 2/c.tif', 'plate/day 1/well 10/d.tif'];
  /** What systems leave behind. */
  const clutter = 'plate/day 1/.DS_Store';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    for (const [i, path] of [...paths, clutter].entries()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), simulated(path, i + 1).file.buffer);
    }
  });
  afterEach(async () => {
    await session?.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const expectPictures = async ({ page, errors, strayed }: Visit): Promise<void> => {
    await page
      .locator('.card')
      .nth(paths.length - 1)
      .waitFor();
    await page.locator('.activity').waitFor({ state: 'detached' });
    expect(await page.locator('.card-name').allInnerTexts()).toEqual(paths);
    expect(await page.locator('.card img').count()).toBe(paths.length);
    expect(await page.locator('.notices li').count()).toBe(0);
    expect([strayed, errors]).toEqual([[], []]);
  };

  it('takes the pictures of every depth of a chosen folder', async () => {
    session = await visit();
    await session.page.locator('input[aria-label="Choose a folder"]').setInputFiles(join(folder, 'plate'));
    await expectPictures(session);
  });

  it('takes the pictures of every depth of a folder that is dropped', async () => {
    session = await visit();
    const { page, context } = session;
    await page.getByRole('button', { name: 'Choose a folder' }).waitFor();
    const browser = await context.newCDPSession(page);
    const data = { items: [], files: [join(folder, 'plate')], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      if (type === 'drop') await page.getByText('Drop to open').waitFor();
      await browser.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
    }
    await expectPictures(session);
  });
});
