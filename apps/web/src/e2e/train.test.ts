import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { chosen, simulated } from './pictures.node.js';
import { openFiles, show } from './steps.node.js';
import { expectSameByCommand, heldOutCounts, startTraining, trainingErrors } from './training.node.js';

if (cannotRun !== undefined) console.warn(`training in the page is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('training in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  const pictures = [1, 2, 3, 4].map((seed) => simulated(`p${seed}.tif`, seed, 48));
  beforeAll(async () => {
    session = await visit();
    session.page.on('dialog', (dialog) => void dialog.accept());
    await openFiles(
      session.page,
      pictures.map(({ file }) => file),
    );
    await session.page.locator('.card').nth(3).waitFor();
  }, PATIENCE);
  afterAll(() => session?.close());

  it('refuses with a reason while there is too little to learn from', async () => {
    const { page } = session;
    await show(page, 'Train');
    await page.getByText('0 pictures can be used, 3 are needed').waitFor();
    expect(await page.getByRole('button', { name: 'Start training' }).isDisabled()).toBe(true);
    for (const box of await page.locator('.materials').getByRole('checkbox').all()) await box.check();
    await page.getByText('there are 0 cells').waitFor();
    expect(await page.getByRole('button', { name: 'Start training' }).isDisabled()).toBe(true);
  });

  it('learns from marked cells: the error on held-out pictures falls, and the command line takes the model', async () => {
    const { page } = session;
    await show(page, 'Pictures');
    const table = ['filename,x,y', ...pictures.flatMap(({ rows }) => rows)].join('\n');
    await openFiles(page, [chosen('truth.csv', `# corner-based\n${table}\n`)]);
    await page.getByText(/cells read into 4 pictures/).waitFor();
    await show(page, 'Train');
    await page.getByLabel('Begin with').selectOption({ label: 'Nothing: learn from these pictures alone' });
    await startTraining(page, 4);
    const errors = await trainingErrors(page);
    expect(errors.length).toBe(4);
    expect(Math.min(...errors)).toBeLessThan(errors[0]!);
    expect((await heldOutCounts(page)).size).toBe(1);
    const folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    try {
      await expectSameByCommand(
        page,
        folder,
        pictures.map(({ file }) => file),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('stops in the middle when told to, and keeps nothing', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Train another' }).click();
    await page.getByRole('button', { name: 'Start training' }).click();
    await page.getByRole('button', { name: 'Stop and discard' }).click();
    await page.getByText('Training was stopped').waitFor();
    expect(await page.getByRole('button', { name: 'Start training' }).isEnabled()).toBe(true);
  });

  it('learns from numbers alone', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Numbers only' }).click();
    await page.getByText('0 pictures can be used, 6 are needed').waitFor();
    await show(page, 'Pictures');
    const more = [5, 6].map((seed) => simulated(`p${seed}.tif`, seed, 48));
    const rows = [...pictures, ...more].map(({ file, points }) => `${file.name},${points.length}`);
    await openFiles(page, [
      ...more.map(({ file }) => file),
      chosen('numbers.csv', `filename,count\n${rows.join('\n')}\n`),
    ]);
    await page.getByText('Numbers of cells read for 6 pictures').waitFor();
    await show(page, 'Train');
    await page.getByRole('button', { name: 'Numbers only' }).click();
    await startTraining(page, 2);
    await trainingErrors(page);
    expect((await heldOutCounts(page)).size).toBe(2);
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
