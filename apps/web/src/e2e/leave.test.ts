import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { simulated } from './pictures.node.js';
import { awaitCells, exportAs, lookAt, openFiles } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`leaving the page is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('leaving the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  beforeAll(async () => {
    session = await visit();
    // The browser ends with its last page.
    await session.context.newPage();
    await openFiles(session.page, [simulated('made.tif', 1).file]);
    await lookAt(session.page, 'made.tif');
  }, PATIENCE);
  afterAll(() => session?.close());

  it('asks while work is not exported, and stays where the person stays', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Add cells' }).click();
    await page.locator('.viewer > div').click();
    await awaitCells(page, 1);
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await awaitCells(page, 1);
  });

  it('asks nothing once it is exported', async () => {
    const { page } = session;
    await exportAs(page, ['Cells, CSV']);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toEqual([]);
  });
});
