import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { simulate } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { countPartByCommand, expectSamePoints } from './command-line.node.js';
import {
  awaitCells,
  awaitSteps,
  brightest,
  cellsOf,
  dragOver,
  lastRegion,
  lookAt,
  show,
} from './steps.node.js';
import { writeTiff } from './tiff.node.js';

if (cannotRun !== undefined) console.warn(`a picture of 200 megapixels is not tested: ${cannotRun}`);

const TILE = 512;
const [COLUMNS, ROWS] = [32, 24];

describe.skipIf(cannotRun)('a picture of 200 megapixels in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  const name = 'slide.tif';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    await writeFile(join(folder, name), slide());
    session = await visit();
    await session.page.locator('input[type=file]').first().setInputFiles(join(folder, name));
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('opens it, and shows all of it at once', async () => {
    const { page } = session;
    await page.locator('.card img').waitFor();
    await page.getByText('16,384 × 12,288').waitFor();
    await lookAt(page, name);
    await expect.poll(() => brightest(page, 1), { timeout: PATIENCE }).toBeGreaterThan(100);
  });

  it('counts in a part of it what the command line counts there', async () => {
    const { page } = session;
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'Classical recipe' });
    await page.getByRole('button', { name: 'Draw a rectangle' }).click();
    await dragOver(page, [0.5, 0.5], [0.53, 0.54]);
    const region = await lastRegion(page);
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count here' }).click());
    const expected = await countPartByCommand(folder, name, region, ['--model', 'classical']);
    expect(expected.length).toBeGreaterThan(3);
    await awaitCells(page, expected.length);
    expectSamePoints(await cellsOf(page, name), expected);
  });

  it('is there again after a reload', async () => {
    const { page } = session;
    const before = await cellsOf(page, name);
    await page.reload();
    await awaitCells(page, before.length);
    await expect.poll(() => brightest(page, 1), { timeout: PATIENCE }).toBeGreaterThan(100);
    await show(page, 'Pictures');
    await page.locator('.card img').waitFor();
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});

/** 8 bits grey in tiles, of which the middle ones show cells; compressed by Deflate, so that the file is small. */
function slide(): Uint8Array {
  const { image } = simulate({
    ...{ modality: 'fluorescence', width: TILE, height: TILE, bitDepth: 8, exposure: 0.7, seed: 1 },
  });
  const cells = deflateSync(image.data);
  const ground = deflateSync(new Uint8Array(TILE * TILE).fill(9));
  const blocks = Array.from({ length: COLUMNS * ROWS }, (_, i) => {
    const [column, row] = [i % COLUMNS, Math.floor(i / COLUMNS)];
    return Math.abs(column - 15.5) < 3 && Math.abs(row - 11.5) < 3 ? cells : ground;
  });
  const tags = {
    ...{ 256: [COLUMNS * TILE], 257: [ROWS * TILE], 258: [8], 259: [8], 262: [1], 277: [1] },
    ...{ 322: [TILE], 323: [TILE] },
  };
  return writeTiff([{ tags, blocks, tiled: true }]);
}
