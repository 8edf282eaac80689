import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Point } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { countPartByCommand, expectSamePoints, isInside, type Place } from './command-line.node.js';
import { chosen, samplePart } from './pictures.node.js';
import {
  awaitCells,
  awaitSteps,
  cellsOf,
  dragOver,
  lastRegion,
  lookAt,
  openFiles,
  placeIn,
} from './steps.node.js';

if (cannotRun !== undefined) console.warn(`counting in regions is not tested: ${cannotRun}`);

describe.skipIf(cannotRun)('counting in a region', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  const name = 'part.tif';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    const picture = await samplePart('cells-001.tif', 0, 60, 160);
    await writeFile(join(folder, name), picture);
    session = await visit();
    await openFiles(session.page, [chosen(name, picture)]);
    await lookAt(session.page, name);
    await session.page.getByLabel('Model', { exact: true }).selectOption({ label: 'lite-unet-bbbc039' });
    // Cells by hand, which no count may take away.
    await session.page.getByRole('button', { name: 'Add cells' }).click();
    for (const share of [0.3, 0.5, 0.7]) {
      const at = await placeIn(session.page, share, share);
      await session.page.mouse.click(at.x, at.y);
    }
    await awaitCells(session.page, 3);
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const expectedIn = (polygon: readonly Point[]) =>
    countPartByCommand(folder, name, polygon, ['--model', 'lite-unet-bbbc039']);
  const countHere = (place: number): Promise<void> =>
    awaitSteps(session.page, 1, () =>
      session.page.locator('.regions li').nth(place).getByRole('button', { name: 'Count here' }).click(),
    );
  /** Cells that the page has beside those of a list. */
  const without = (all: readonly Place[], taken: readonly Place[]): Place[] =>
    all.filter(([x, y]) => !taken.some((each) => each[0] === x && each[1] === y));

  let before: Place[];
  let rectangle: readonly Point[];

  it('of a rectangle finds what the command line finds in that part, and leaves other cells alone', async () => {
    const { page } = session;
    before = await cellsOf(page, name);
    await page.getByRole('button', { name: 'Draw a rectangle' }).click();
    await dragOver(page, [0.3, 0.1], [0.6, 0.6]);
    await page.locator('.regions li').waitFor();
    rectangle = await lastRegion(page);
    await countHere(0);
    const after = await cellsOf(page, name);
    const expected = await expectedIn(rectangle);
    expect(expected.length).toBeGreaterThan(1);
    expectSamePoints(without(after, before), expected);
    expect(without(before, after)).toEqual([]);
  });

  it('with a tool that is in the hand as soon as its button is pressed', async () => {
    const inHand = await session.page.evaluate(() => {
      const cursorOf = () => document.querySelector<HTMLElement>('.viewer [style*=cursor]')!.style.cursor;
      const before = cursorOf();
      document.querySelector<HTMLElement>('.tools [aria-label="Draw a polygon"]')!.click();
      return [before, cursorOf()];
    });
    expect(inHand).toEqual(['grab', 'crosshair']);
  });

  it('of a polygon that overlaps it finds the same, and takes the place of cells within only', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Draw a polygon' }).click();
    for (const [x, y] of [
      [0.45, 0.35],
      [0.75, 0.45],
      [0.55, 0.9],
    ] as const) {
      const at = await placeIn(page, x, y);
      await page.mouse.click(at.x, at.y);
    }
    await page.keyboard.press('Enter');
    await page.locator('.regions li').nth(1).waitFor();
    const polygon = await lastRegion(page);
    expect(polygon.length).toBe(3);
    const [kept, expected] = [await cellsOf(page, name), await expectedIn(polygon)];
    await countHere(1);
    const after = await cellsOf(page, name);
    const outside = without(kept, before).filter((place) => !isInside(place, polygon));
    expect(outside.length).toBeGreaterThan(0);
    expect(without(outside, after)).toEqual([]);
    expectSamePoints(without(after, [...before, ...outside]), expected);
    await page.keyboard.press('Control+z');
    await awaitCells(page, kept.length);
    expect(await cellsOf(page, name)).toEqual(kept);
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});
