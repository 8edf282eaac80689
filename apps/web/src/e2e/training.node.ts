import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { countByCommand } from './command-line.node.js';
import type { ChosenFile } from './pictures.node.js';

/** Types in for how many epochs to train, and starts. */
export async function startTraining(page: Page, epochs: number): Promise<void> {
  await page.getByLabel('Train for').first().fill(String(epochs));
  await page.getByLabel('Train for').first().press('Tab');
  await page.getByRole('button', { name: 'Start training' }).click();
}

/** Waits until a training has ended well, and gives the mean error on held-out pictures after each epoch. */
export async function trainingErrors(page: Page): Promise<number[]> {
  await page.locator('.outcome, .refusal').waitFor();
  expect(await page.locator('.refusal').allTextContents()).toEqual([]);
  const errors = (await page.locator('.curves').getAttribute('data-errors'))!.split(',').map(Number);
  expect(errors.filter(Number.isFinite)).toEqual(errors);
  return errors;
}

/** Held-out pictures and what the trained model counts in them, as the page shows it: with one decimal. */
export async function heldOutCounts(page: Page): Promise<ReadonlyMap<string, number>> {
  const rows = await page.locator('.outcome tbody tr').all();
  return new Map(
    await Promise.all(
      rows.map(async (row) => {
        const name = (await row.locator('th').textContent())!.trim();
        return [name, Number((await row.locator('td').last().textContent())!.replaceAll(',', ''))] as const;
      }),
    ),
  );
}

/**
 * Downloads the trained model into a folder, as `model.zip`, and expects the command line to count the held-out pictures with
 * it as the page does.
 */
export async function expectSameByCommand(
  page: Page,
  folder: string,
  pictures: readonly ChosenFile[],
): Promise<void> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the model' }).click();
  await writeFile(join(folder, 'model.zip'), await readFile(await (await saved).path()));
  const shown = await heldOutCounts(page);
  expect(shown.size).toBeGreaterThan(0);
  const held = pictures.filter(({ name }) => shown.has(name));
  for (const { name, buffer } of held) await writeFile(join(folder, name), buffer);
  const { counts } = await countByCommand(
    folder,
    held.map(({ name }) => name),
    ['--model', 'model.zip'],
  );
  expect(counts.size).toBe(shown.size);
  // The page shows one decimal.
  for (const [name, count] of counts) expect(Math.abs(shown.get(name)! - count)).toBeLessThan(0.06);
}
