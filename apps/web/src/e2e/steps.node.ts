import { readFile } from 'node:fs/promises';
import { openImage, type Point } from '@celltally/imaging';
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

/** The cells of a picture as they are exported, in reading order. */
export async function cellsOf(page: Page, picture: string): Promise<(readonly [number, number])[]> {
  const { bytes } = await exportAs(page, ['Cells, CSV']);
  return tableRows(bytes.toString())
    .filter(([name, x]) => name === picture && x !== '')
    .map(([, x, y]) => [Number(x), Number(y)] as const)
    .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}

/** A place of the viewer, as shares of its width and height, in pixels of the screen. */
export async function placeIn(page: Page, x: number, y: number): Promise<Point> {
  const box = (await page.locator('.viewer').boundingBox())!;
  return { x: box.x + x * box.width, y: box.y + y * box.height };
}

/** Draws from one place of the viewer to another, with the mouse held. */
export async function dragOver(
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const [start, end] = [await placeIn(page, ...from), await placeIn(page, ...to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 3 });
  await page.mouse.up();
}

/** The highest value of red (0), green (1) or blue (2) that is seen in the viewer, tools and scale bar left out. */
export async function brightest(page: Page, colour: 0 | 1 | 2): Promise<number> {
  const { x, y, width, height } = (await page.locator('.viewer').boundingBox())!;
  const clip = { x: x + 0.3 * width, y: y + 0.25 * height, width: 0.6 * width, height: 0.65 * height };
  const seen = await (await openImage(new Uint8Array(await page.screenshot({ clip })))).read();
  const area = seen.width * seen.height;
  let most = 0;
  for (const value of seen.data.subarray(colour * area, (colour + 1) * area)) most = Math.max(most, value);
  return most;
}

/** Corners of the region that was drawn last, in pixels of the picture, as they are kept in the browser. */
export const lastRegion = (page: Page): Promise<readonly Point[]> =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await answer(indexedDB.open('celltally'));
    const log = await answer(db.transaction('log').objectStore('log').getAll());
    db.close();
    return log.findLast(({ name }) => name === 'regions').changes[0].after.regions.at(-1).polygon;
  });

/** Rows of a table of text, comments and header left out. */
export const tableRows = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split(','));
