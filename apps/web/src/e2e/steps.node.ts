import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { ChosenFile } from './pictures.node.js';

/** Opens files through the page's file chooser, whichever view is shown. */
export async function openFiles(page: Page, files: readonly ChosenFile[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...files]);
}

export const show = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view, exact: true }).click();

/** Opens the picture of a name from the gallery. */
export async function lookAt(page: Page, name: string): Promise<void> {
  await show(page, 'Pictures');
  await page.getByRole('button', { name: `Look at ${name}`, exact: true }).click();
  await page.locator('.viewer canvas').first().waitFor();
}

/** Does something, and waits until it has made so many steps of work: a count of a picture is one. */
export async function awaitSteps(page: Page, steps: number, act: () => Promise<void>): Promise<void> {
  const shell = page.locator('.shell');
  const before = Number(await shell.getAttribute('data-steps'));
  await act();
  await page.locator(`.shell[data-steps="${before + steps}"]`).waitFor();
}

/** The number of cells that the panel shows. */
export const cellsShown = async (page: Page): Promise<number> =>
  Number((await page.getByTestId('cells').textContent())!.replaceAll(',', ''));

/** Waits until the panel shows this many cells. */
export const awaitCells = (page: Page, cells: number): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => document.querySelector('[data-testid=cells]')?.textContent?.replaceAll(',', '') === wanted,
    String(cells),
  );

/** Exports in some formats, by their labels, and gives the file. */
export async function exportAs(
  page: Page,
  labels: readonly string[],
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.locator('.export-button').click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  // A list of what is not there yet would be empty.
  await dialog.getByRole('checkbox').first().waitFor();
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck();
  for (const label of labels) await dialog.getByRole('checkbox', { name: label, exact: true }).check();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const download = await saved;
  await dialog.waitFor({ state: 'detached' });
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Rows of a table of text, comments and header left out. */
export const tableRows = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split(','));
