import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { chosen, simulated } from './pictures.node.js';
import { openFiles, show } from './steps.node.js';
import { startTraining } from './training.node.js';

if (cannotRun !== undefined) console.warn(`training on the graphics card is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('training on the graphics card in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  /** Files that were loaded. */
  const loaded: string[] = [];
  // As small as can be: a software Vulkan takes seconds for a step.
  const pictures = [1, 2, 3, 4, 5].map((seed) => simulated(`p${seed}.tif`, seed, 32));
  beforeAll(async () => {
    session = await visit();
    session.context.on('request', (request) => loaded.push(request.url()));
    const table = ['filename,x,y', ...pictures.flatMap(({ rows }) => rows)].join('\n');
    const truth = chosen('truth.csv', `# corner-based\n${table}\n`);
    await openFiles(session.page, [...pictures.map(({ file }) => file), truth]);
    await session.page.getByText(/cells read into 5 pictures/).waitFor();
  }, PATIENCE);
  afterAll(() => session?.close());

  it('learns for an epoch, and sees the error on held-out pictures', async () => {
    const { page } = session;
    // What the new model is compared with: it takes no time.
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'Classical recipe' });
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Graphics card' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await show(page, 'Train');
    const boxes = page.locator('.materials').getByRole('checkbox');
    for (let i = 0; i < pictures.length; i++) await boxes.nth(i).check();
    expect(await page.locator('.refusal').allTextContents()).toEqual([]);
    await startTraining(page, 1);
    await page.locator('.curves[data-errors], .refusal').first().waitFor();
    expect(await page.locator('.refusal').allTextContents()).toEqual([]);
    expect(Number(await page.locator('.curves').getAttribute('data-errors'))).toBeGreaterThan(0);
    // The build of the runtime that waits for the graphics card.
    expect(loaded.some((url) => url.includes('asyncify'))).toBe(true);
    // What is left, two hundred batches to choose the best state by, would take a software Vulkan many minutes.
    await page.getByRole('button', { name: 'Stop and discard' }).click();
    await page.getByText('Training was stopped').waitFor();
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
