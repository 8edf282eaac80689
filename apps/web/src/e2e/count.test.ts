import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { chosen, samplePart } from './pictures.node.js';
import { smallModel } from './small-model.node.js';
import { awaitSteps, exportAs, lookAt, openFiles, tableRows } from './steps.node.js';

const CLI = fileURLToPath(new URL('../../../cli/bin/celltally.js', import.meta.url));
const run = promisify(execFile);

if (cannotRun !== undefined) console.warn(`counting in the page is not tested: ${cannotRun}`);

/** Cells and counts by picture. */
interface Counted {
  readonly points: ReadonlyMap<string, readonly (readonly [number, number])[]>;
  readonly counts: ReadonlyMap<string, number>;
}

describe.skipIf(cannotRun)('counting in the page', { timeout: PATIENCE }, () => {
  let session: Visit;
  let folder: string;
  const names = ['left.tif', 'right.tif'];
  const MODELS = { 'small model': 'small.zip', bbbc039: 'bbbc039' };

  const byCommand = async (model: string, pictures: readonly string[]): Promise<Counted> => {
    const out = join(folder, 'out');
    const paths = pictures.map((name) => join(folder, name));
    await run(process.execPath, [CLI, 'count', ...paths, '--model', model, '--out', out, '--no-overlays'], {
      cwd: folder,
    });
    const counts = tableRows(await readFile(join(out, 'counts.csv'), 'utf8'));
    const points = pointsOf(await readFile(join(out, 'points.csv'), 'utf8'));
    await rm(out, { recursive: true });
    return { points, counts: new Map(counts.map(([name, count]) => [name!, Number(count)])) };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'celltally-e2e-'));
    await writeFile(join(folder, 'left.tif'), await samplePart('cells-001.tif', 0, 60));
    await writeFile(join(folder, 'right.tif'), await samplePart('cells-002.tif', 180, 100));
    await writeFile(join(folder, 'small.zip'), await smallModel());
    session = await visit();
    const opened = [...names, 'small.zip'].map(async (name) =>
      chosen(name, await readFile(join(folder, name))),
    );
    await openFiles(session.page, await Promise.all(opened));
    await session.page.locator('.card').nth(1).waitFor();
    await session.page.getByText('The model “small model” was added').waitFor();
  }, PATIENCE);
  afterAll(async () => {
    await session?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const count = async (label: string): Promise<void> => {
    const { page } = session;
    await awaitSteps(page, names.length, () => page.getByRole('button', { name: label }).click());
  };

  it('finds on the processor what the command line finds', async () => {
    await count('Count all 2');
    await compare(session, await byCommand(MODELS['small model'], names));
  });

  it('finds on the graphics card what the command line finds', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Graphics card' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await lookAt(page, 'left.tif');
    await awaitSteps(page, 1, () => page.getByRole('button', { name: 'Count again' }).click());
    // Where the card fails, the processor goes on.
    expect(await page.locator('.estimate').textContent()).toContain('on the graphics card');
    await compare(session, await byCommand(MODELS['small model'], ['left.tif']));
  });

  it('finds with a bundled model what the command line finds', async () => {
    const { page } = session;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Processor' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByLabel('Model', { exact: true }).selectOption({ label: 'bbbc039' });
    await page.getByRole('button', { name: 'Count again' }).click();
    await page.getByText('bbbc039,').waitFor();
    await compare(session, await byCommand(MODELS.bbbc039, ['left.tif']));
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});

async function compare({ page }: Visit, expected: Counted): Promise<void> {
  const points = await exportAs(page, ['Cells, CSV']);
  const found = pointsOf(points.bytes.toString());
  for (const [name, cells] of expected.points) {
    const own = found.get(name) ?? [];
    expect(own.length).toBe(cells.length);
    for (const [i, [x, y]] of cells.entries()) {
      expect(Math.abs(own[i]![0] - x)).toBeLessThan(0.01);
      expect(Math.abs(own[i]![1] - y)).toBeLessThan(0.01);
    }
  }
  const table = await exportAs(page, ['Counts, CSV']);
  const rows = tableRows(table.bytes.toString());
  for (const [name, count] of expected.counts) {
    const row = rows.find(([image]) => image === name)!;
    expect(Number(row[2])).toBe(expected.points.get(name)!.length);
    // image, region, cells, cells of the one class, estimate; both tables round to three decimals.
    expect(Math.abs(Number(row[4]) - count)).toBeLessThanOrEqual(1e-3 + 1e-9);
  }
}

/** Cells by picture, in reading order. */
function pointsOf(text: string): Map<string, (readonly [number, number])[]> {
  const points = new Map<string, (readonly [number, number])[]>();
  for (const [name, x, y] of tableRows(text)) {
    if (x === '') continue;
    points.set(name!, [...(points.get(name!) ?? []), [Number(x), Number(y)]]);
  }
  for (const each of points.values()) each.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return points;
}
