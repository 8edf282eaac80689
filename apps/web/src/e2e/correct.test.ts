import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { chosen, samplePart, simulated } from './pictures.node.js';
import { awaitCells, exportAs, lookAt, openFiles, placeIn, tableRows } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`correcting in the page is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('correcting in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  /** Questions that the browser has asked. */
  const asked: string[] = [];
  beforeAll(async () => {
    session = await visit();
    session.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await openFiles(session.page, [
      chosen('part.tif', await samplePart('cells-001.tif', 0, 60)),
      simulated('other.tif', 5).file,
    ]);
    await session.page.locator('.card').nth(1).waitFor();
    await lookAt(session.page, 'part.tif');
  }, PATIENCE);
  afterAll(() => session?.close());

  const place = (x: number, y: number) => placeIn(session.page, x, y);
  const click = async (x: number, y: number): Promise<void> => {
    const at = await place(x, y);
    await session.page.mouse.click(at.x, at.y);
  };

  it('adds cells with the mouse and with the keyboard', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Add cells' }).click();
    await click(0.4, 0.4);
    await awaitCells(page, 1);
    await click(0.6, 0.6);
    await awaitCells(page, 2);
    await page.locator('.viewer > div').focus();
    await page.keyboard.press('Enter');
    await awaitCells(page, 3);
  });

  it('moves a cell with the mouse, deletes with the keyboard and takes it back', async () => {
    const { page } = session;
    const before = await cells(session);
    await page.getByRole('button', { name: 'Select and move cells' }).click();
    const [from, to] = [await place(0.4, 0.4), await place(0.45, 0.3)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
    const after = await cells(session);
    const moved = after.filter(([x, y]) => !before.some((each) => each[0] === x && each[1] === y));
    expect(moved.length).toBe(1);
    await page.keyboard.press('Delete');
    await awaitCells(page, 2);
    await page.keyboard.press('Control+z');
    await awaitCells(page, 3);
    await page.keyboard.press('Control+z');
    expect(await cells(session)).toEqual(before);
    await page.keyboard.press('Control+Shift+Z');
    expect(await cells(session)).toEqual(after);
  });

  it('gives classes with colours, and counts by class', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Add a class' }).click();
    await page.getByRole('button', { name: 'Add cells' }).click();
    await click(0.5, 0.3);
    await awaitCells(page, 4);
    expect(await page.locator('.classes output').allInnerTexts()).toEqual(['3', '1']);
  });

  it('counts a drawn region, with its density where the pixel size is known', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Draw a rectangle' }).click();
    const [from, to] = [await place(0.55, 0.55), await place(0.65, 0.65)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
    await page.locator('.regions').getByText('1 cell').waitFor();
    await page.getByText('About the picture').click();
    await page.getByLabel('Size of a pixel (µm)').fill('10');
    await page.getByLabel('Size of a pixel (µm)').press('Tab');
    // 4 cells in 96 x 96 pixels of 10 µm.
    await page.getByText('4 cells/mm²').first().waitFor();
  });

  it('keeps a window open that was opened right after another was closed', async () => {
    const { page } = session;
    await page.locator('.export-button').click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('checkbox').first().waitFor();
    const isOpen = await page.evaluate(async () => {
      document.querySelector<HTMLElement>('dialog header button')!.click();
      // The page draws in microtasks: no event of the browser comes between.
      for (let i = 0; i < 100 && document.querySelector('dialog') !== null; i++) await null;
      const isClosed = document.querySelector('dialog') === null;
      document.querySelector<HTMLElement>('.export-button')!.click();
      for (let i = 0; i < 3; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => setTimeout(resolve));
      return isClosed && document.querySelector('dialog[open]') !== null;
    });
    expect(isOpen).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('asks before work is left that was not exported', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Add a class' }).click();
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
    await page.locator('.classes output').nth(2).waitFor();
    await page.keyboard.press('Control+z');
    await page.locator('.classes output').nth(2).waitFor({ state: 'detached' });
  });

  it('loses nothing of what was done right before the page was left', async () => {
    const { page } = session;
    const before = await page.locator('.classes output').count();
    // All in one turn of the page, which hears of nothing that is written until then.
    await page.getByRole('button', { name: 'Add a class' }).evaluate((button: HTMLElement) => {
      for (let i = 0; i < 5; i++) button.click();
      location.reload();
    });
    await page
      .locator('.classes output')
      .nth(before + 4)
      .waitFor();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z');
    await page.locator('.classes output').nth(before).waitFor({ state: 'detached' });
  });

  it('finds everything again after a reload, and can still take it back', async () => {
    const { page } = session;
    const before = await cells(session);
    await page.reload();
    await awaitCells(page, 4);
    expect(await cells(session)).toEqual(before);
    expect(await page.locator('.classes output').allInnerTexts()).toEqual(['3', '1']);
    expect(await page.locator('.regions li').count()).toBe(1);
    expect(await page.locator('.strip img').count()).toBe(2);
    // Pixel size, region, fourth cell.
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
    await awaitCells(page, 3);
    await page.keyboard.press('Control+y');
    await awaitCells(page, 4);
  });

  it.each([
    ['ImageJ RoiSet, zip', 'part.zip'],
    ['QuPath GeoJSON', 'part.geojson'],
    ['COCO, JSON', 'coco.json'],
  ])('reads back what it exported as %s', async (label, name) => {
    const { page } = session;
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'Picture', exact: true })
      .click();
    const before = await cells(session);
    const { bytes } = await exportAs(page, [label]);
    const several = bytes.subarray(0, 2).toString() === 'PK' && !name.endsWith('part.zip');
    await page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'Pictures', exact: true })
      .click();
    await openFiles(page, [chosen(several ? 'set.zip' : name, bytes)]);
    await page
      .getByText(/cells? read into/)
      .last()
      .waitFor();
    const after = await cells(session);
    expect(after.length).toBe(before.length);
    for (const [x, y, kind] of before) {
      const same = after.find((each) => Math.hypot(each[0] - x, each[1] - y) < 0.01);
      expect(same?.[2]).toBe(kind);
    }
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});

/** The cells of the first picture, as they are exported. */
async function cells({ page }: Visit): Promise<(readonly [number, number, string])[]> {
  const { bytes } = await exportAs(page, ['Cells, CSV']);
  return tableRows(bytes.toString())
    .filter(([name, x]) => name === 'part.tif' && x !== '')
    .map(([, x, y, kind]) => [Number(x), Number(y), kind!] as const)
    .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}
