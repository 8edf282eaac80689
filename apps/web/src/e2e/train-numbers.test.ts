import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { simulated } from './pictures.node.js';
import { openFiles, show } from './steps.node.js';
import { startTraining, trainingErrors } from './training.node.js';

if (cannotRun !== undefined) console.warn(`training on typed numbers is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('training on typed numbers in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  /** Questions that the browser has asked. */
  const asked: string[] = [];
  const pictures = [1, 2, 3, 4, 5, 6].map((seed) => simulated(`p${seed}.tif`, seed, 48));
  beforeAll(async () => {
    session = await visit();
    session.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await openFiles(
      session.page,
      pictures.map(({ file }) => file),
    );
    await session.page.locator('.card').nth(5).waitFor();
    // What the new models are compared with: it takes no time.
    await session.page.getByLabel('Model', { exact: true }).selectOption({ label: 'Classical recipe' });
    await show(session.page, 'Train');
  }, PATIENCE);
  afterAll(() => session?.close());

  it('learns from numbers that were typed in', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Numbers only' }).click();
    for (const [i, { file, points }] of pictures.entries()) {
      await page
        .getByText(`${i} pictures can be used, 6 are needed`.replace('1 pictures', '1 picture'))
        .waitFor();
      const field = page.getByLabel(`Number of cells, if you know it: ${file.name}`);
      await field.fill(String(points.length));
      await field.press('Tab');
    }
    await startTraining(page, 2);
    expect((await trainingErrors(page)).length).toBe(2);
    const names = await page.locator('.outcome tbody th').allInnerTexts();
    const actual = await page.locator('.outcome tbody td:nth-child(2)').allInnerTexts();
    expect(names.length).toBe(2);
    const known = new Map(pictures.map(({ file, points }) => [file.name, String(points.length)]));
    expect(actual).toEqual(names.map((each) => known.get(each.trim())));
  });

  it('says so when a training ended with the page', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Train another' }).click();
    await page.getByRole('button', { name: 'Numbers only' }).click();
    await startTraining(page, 1000);
    await page.getByText(/^Epoch \d+ of 1,?000/).waitFor();
    expect(asked).toEqual([]);
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    await page.getByText('The training of “my cells” ended when the page was left').waitFor();
    await show(page, 'Train');
    await page.getByRole('button', { name: 'Numbers only' }).click();
    // What it learnt from is there.
    expect(await page.getByRole('button', { name: 'Start training' }).isEnabled()).toBe(true);
    await page.reload();
    await page.getByRole('button', { name: 'Start training' }).waitFor();
    expect(await page.getByText('ended when the page was left').count()).toBe(0);
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
