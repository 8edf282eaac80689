import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { chosen, samplePart } from './pictures.node.js';
import { lookAt, openFiles } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`the page without a network is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('the page without a network', { timeout: PATIENCE }, () => {
  let session: Visit;
  beforeAll(async () => {
    session = await visit({ isolated: false });
  }, PATIENCE);
  afterAll(() => session?.close());

  it('keeps itself at the first visit, and from then on uses threads on a server of plain files', async () => {
    const { page } = session;
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.reload();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  it('opens and counts offline', async () => {
    const { page, context } = session;
    await context.setOffline(true);
    await page.reload();
    await openFiles(page, [chosen('part.tif', await samplePart('cells-001.tif', 0, 60))]);
    await page.locator('.card').waitFor();
    await lookAt(page, 'part.tif');
    await page.getByRole('button', { name: 'Count this picture' }).click();
    await page.getByTestId('estimate').waitFor();
    expect(Number(await page.getByTestId('estimate').getAttribute('data-value'))).toBeGreaterThan(1);
    expect(session.strayed).toEqual([]);
  });
});
