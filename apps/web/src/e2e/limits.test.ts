import { encodeTiff } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { chosen, plain } from './pictures.node.js';
import { awaitCells, lookAt, openFiles, show } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`the page’s limits are not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('the page at its limits', { timeout: PATIENCE }, () => {
  let session: Visit;
  beforeAll(async () => {
    session = await visit();
    session.page.on('dialog', (dialog) => void dialog.accept());
  }, PATIENCE);
  afterAll(() => session?.close());

  it('names a broken file, and opens the others', async () => {
    const { page } = session;
    const whole = encodeTiff(plain(6000, 4000));
    await openFiles(page, [
      chosen('broken.tif', whole.subarray(0, 900)),
      chosen('notes.docx', 'no picture'),
      chosen('large.tif', whole),
    ]);
    await page.locator('.card').first().waitFor();
    expect(await page.locator('.card').count()).toBe(1);
    await page
      .locator('.notices')
      .getByText(/broken\.tif could not be opened/)
      .waitFor();
    await page
      .locator('.notices')
      .getByText(/notes\.docx is no picture/)
      .waitFor();
    const dismiss = page.getByRole('button', { name: 'Dismiss' });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
  });

  it('stops a count in the middle, and keeps what was there', async () => {
    const { page } = session;
    await lookAt(page, 'large.tif');
    await page.getByRole('button', { name: 'Count this picture' }).click();
    await page.locator('.panel progress[value]').waitFor();
    await page.locator('.panel').getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped. What was counted before is kept.').waitFor();
    await page.getByRole('button', { name: 'Count this picture' }).waitFor();
    await awaitCells(page, 0);
  });

  it('shows, keeps and edits 100,000 cells', async () => {
    const { page } = session;
    const rows = Array.from(
      { length: 100_000 },
      (_, i) => `large.tif,${(i % 400) * 15 + 4},${Math.floor(i / 400) * 16 + 4}`,
    );
    await show(page, 'Pictures');
    await openFiles(page, [chosen('many.csv', `filename,x,y\n${rows.join('\n')}\n`)]);
    await page.getByText('100,000 cells read into').waitFor();
    await lookAt(page, 'large.tif');
    await awaitCells(page, 100_000);
    await page.getByRole('button', { name: 'Add cells' }).click();
    await page.locator('.viewer > div').focus();
    await page.keyboard.press('Enter');
    await awaitCells(page, 100_001);
    await page.keyboard.press('Control+z');
    await awaitCells(page, 100_000);
    await page.reload();
    await awaitCells(page, 100_000);
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
