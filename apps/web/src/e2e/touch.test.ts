import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cannotRun, PATIENCE, type Visit, visit } from './browser.node.js';
import { simulated } from './pictures.node.js';
import { awaitCells, cellsOf, lookAt, openFiles, placeIn } from './steps.node.js';

if (cannotRun !== undefined) console.warn(`touch is not tested: ${cannotRun}`);

type Place = readonly [number, number];

describe.skipIf(cannotRun)('the page on a touch screen', { timeout: PATIENCE }, () => {
  let session: Visit;
  let screen: CDPSession;
  const name = 'made.tif';
  beforeAll(async () => {
    session = await visit({ width: 390, height: 844, touch: true });
    screen = await session.context.newCDPSession(session.page);
    await openFiles(session.page, [simulated(name, 1).file]);
    await lookAt(session.page, name);
  }, PATIENCE);
  afterAll(() => session?.close());

  const tool = (label: string): Promise<void> => session.page.getByRole('button', { name: label }).tap();

  /** Fingers that go down, move along places of the viewer in step, and are lifted. */
  const fingers = async (...paths: readonly (readonly Place[])[]): Promise<void> => {
    const steps = Math.max(...paths.map(({ length }) => length));
    for (let step = 0; step < steps; step++) {
      const places = paths.map((path) => path[Math.min(step, path.length - 1)]!);
      const touchPoints = await Promise.all(places.map(([x, y]) => placeIn(session.page, x, y)));
      const type = step === 0 ? 'touchStart' : 'touchMove';
      await screen.send('Input.dispatchTouchEvent', { type, touchPoints });
    }
    await screen.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const cells = () => cellsOf(session.page, name);

  it('adds cells with a finger', async () => {
    await tool('Add cells');
    await fingers([[0.4, 0.4]]);
    await awaitCells(session.page, 1);
    await fingers([[0.6, 0.6]]);
    await awaitCells(session.page, 2);
  });

  it('moves the cell that a finger drags', async () => {
    const before = await cells();
    await tool('Select and move cells');
    await fingers([
      [0.4, 0.4],
      [0.38, 0.35],
      [0.3, 0.3],
    ]);
    await session.page.getByText('1 cell selected').waitFor();
    const after = await cells();
    expect(after.length).toBe(2);
    expect(after[0]![0]).toBeLessThan(before[0]![0]);
    expect(after[0]![1]).toBeLessThan(before[0]![1]);
    expect(after[1]).toEqual(before[1]);
  });

  it('deletes the selected cell, and wipes cells away', async () => {
    const { page } = session;
    await page.locator('.selection').getByRole('button', { name: 'Delete' }).tap();
    await awaitCells(page, 1);
    await tool('Erase cells');
    await fingers([
      [0.4, 0.6],
      [0.5, 0.6],
      [0.7, 0.6],
    ]);
    await awaitCells(page, 0);
    await page.getByRole('button', { name: /^Undo/ }).tap();
    await awaitCells(page, 1);
  });

  it('moves and zooms with two fingers, whatever the tool', async () => {
    const { page } = session;
    await tool('Add cells');
    // A finger's place in the picture before and after, from the cells that it adds.
    const at = async (place: Place): Promise<Place> => {
      const before = await cells();
      await fingers([place]);
      await awaitCells(page, before.length + 1);
      const [added] = (await cells()).filter(
        ([x, y]) => !before.some((each) => each[0] === x && each[1] === y),
      );
      return added!;
    };
    const [left, right] = [await at([0.3, 0.5]), await at([0.7, 0.5])];
    await fingers(
      [
        [0.4, 0.5],
        [0.35, 0.5],
        [0.3, 0.5],
      ],
      [
        [0.6, 0.5],
        [0.65, 0.5],
        [0.7, 0.5],
      ],
    );
    await settled(session);
    const [nearLeft, nearRight] = [await at([0.3, 0.55]), await at([0.7, 0.55])];
    const factor = (right[0] - left[0]) / (nearRight[0] - nearLeft[0]);
    expect(factor).toBeCloseTo(2, 1);
    expect((nearLeft[0] + nearRight[0]) / 2).toBeCloseTo((left[0] + right[0]) / 2, 0);
  });

  it('asks nobody for anything, and writes no error', () => {
    expect(session.strayed).toEqual([]);
    expect(session.errors).toEqual([]);
  });
});

/** Waits until the picture has come to rest. */
async function settled({ page }: Visit): Promise<void> {
  const look = async (): Promise<string> => (await page.locator('.viewer').screenshot()).toString('base64');
  for (let before = await look(); ; ) {
    const now = await look();
    if (now === before) return;
    before = now;
  }
}
