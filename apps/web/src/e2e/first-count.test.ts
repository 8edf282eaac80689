import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';

if (cannotRun !== undefined) console.warn(`the time to the first count is not measured: ${cannotRun}`);

describe.skipIf(cannotRun)('the first visit', { timeout: PATIENCE }, () => {
  let session: Visit;
  beforeAll(async () => {
    session = await visit();
  }, PATIENCE);
  afterAll(() => session?.close());

  it('counts a sample at one click', async () => {
    const { page } = session;
    const ready = page.getByRole('button', { name: /^Open and count/ }).first();
    await ready.waitFor();
    const usable = await page.evaluate(() => performance.now());
    await ready.click();
    const estimate = page.getByTestId('estimate');
    await estimate.waitFor();
    const counted = await page.evaluate(() => performance.now());
    expect(Number(await estimate.getAttribute('data-value'))).toBeGreaterThan(1);
    const counting = await page.locator('.estimate .hint').last().textContent();
    const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
    console.info(
      `from the page's load: can be used after ${seconds(usable)}, first sample counted after ${seconds(counted)} (${counting})`,
    );
  });
});
