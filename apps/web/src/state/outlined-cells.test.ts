import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { CountEvent, CountOutcome } from '../work/engine-methods.js';
import { packOutline } from '../work/outline.js';
import type { App } from './app.js';
import type { Command } from './commands.js';
import { countPictures, countRegion, setThreshold } from './counting.js';
import { addCell, classifyCells, moveCells } from './edit.js';
import { toExport } from './exporting.js';
import { createHistory } from './history.js';
import { emptyProject, NEW_FIELDS, type Picture } from './project.js';
import { DEFAULT_SETTINGS } from './settings.js';

const square = (x: number, y: number): string => packOutline([y, x, x + 2, y + 1, x, x + 2]);

const newPicture = (): Picture => ({
  ...{ id: 'a', file: 'f', name: 'a.png', plane: {}, fields: NEW_FIELDS, cells: new Map() },
  facts: {
    format: 'png',
    ...{ width: 60, height: 60, channels: 1, depth: 1, times: 1, pages: 1 },
    colour: 'grey',
    bitDepth: 8,
    choice: { name: 'm', reason: '', warnings: [] },
  },
});

/** What of the page counting needs, with an engine that finds the same two cells in whatever it is given. */
function smallApp(log: readonly Command[] = []) {
  const project = emptyProject([{ id: 0, name: 'cell', colour: [1, 2, 3] }]);
  const picture = newPicture();
  project.pictures.set(picture.id, picture);
  const kept: Command[] = [...log];
  const keeper = {
    append: async (place: number, command: Command) => {
      kept.splice(place, kept.length, structuredClone(command));
    },
    moveCursor: async () => {},
    addMap: async () => {},
  };
  const history = createHistory(project, keeper, (error) => {
    throw error;
  });
  history.restore(log, log.length);
  const found = {
    spots: Float64Array.of(11, 21, 0.9, 31, 41, 0.8),
    outlines: [square(10, 20), square(30, 40)],
    count: 2,
  };
  const outcome: CountOutcome = {
    ...found,
    ...{ target: 'mask', threshold: 0.5, floor: 0, seconds: 1, device: 'wasm', warnings: [] },
  };
  const model = {
    id: 'm',
    facts: { name: 'm' },
    file: async () => new Blob(),
  };
  const app = {
    ...{ project, history, keeper, files: new Map([['f', new Blob()]]) },
    models: { find: () => model, suits: () => model },
    settings: { current: signal({ ...DEFAULT_SETTINGS, device: 'wasm' }) },
    counting: signal(undefined),
    maps: signal(new Map()),
    notices: {
      info: () => {},
      error: (message: string) => {
        throw new Error(message);
      },
    },
    workers: {
      engine: async (method: string, _: unknown, options?: { onEvent(event: CountEvent): void }) => {
        if (method === 'decodeAgain') return { ...found, outlines: [square(9, 19), undefined] };
        options?.onEvent({ type: 'counted', id: 'a', outcome });
        return undefined;
      },
    },
  } as unknown as App;
  return { app, picture, kept };
}

const outlinesIn = (app: App, picture: Picture): (string | undefined)[] =>
  toExport(app, picture).cells.map(({ outline }) => outline);
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('cells that a model has outlined', () => {
  it('keep their outlines until they are moved, also when that is taken back and when the page is loaded again', async () => {
    const { app, picture, kept } = smallApp();
    await countPictures(app, [picture]);
    addCell(app, picture, { x: 5, y: 5 });
    const [first, second] = [...picture.cells.keys()];
    classifyCells(app, picture, [first!], 7);
    expect(outlinesIn(app, picture)).toEqual([square(10, 20), square(30, 40), undefined]);
    moveCells(app, picture, [second!], 1, 0);
    expect(outlinesIn(app, picture)).toEqual([square(10, 20), undefined, undefined]);
    await settled();
    const later = smallApp(kept);
    expect(outlinesIn(later.app, later.picture)).toEqual([square(10, 20), undefined, undefined]);
    later.app.history.undo();
    expect(outlinesIn(later.app, later.picture)).toEqual([square(10, 20), square(30, 40), undefined]);
  });

  it('get those of the new threshold', async () => {
    const { app, picture } = smallApp();
    await countPictures(app, [picture]);
    await setThreshold(app, picture, 0.3);
    expect(outlinesIn(app, picture)).toEqual([square(9, 19), undefined]);
  });

  it('in a region lie where the region is', async () => {
    const { app, picture } = smallApp();
    const polygon = [
      { x: 15.5, y: 12.2 },
      { x: 50, y: 12.2 },
      { x: 50, y: 40 },
      { x: 15.5, y: 40 },
    ];
    await countRegion(app, picture, { id: 9, name: 'r', polygon });
    const [cell] = picture.cells.values();
    expect([picture.cells.size, cell!.x, cell!.y]).toEqual([1, 26, 33]);
    expect(cell!.outline).toBe(square(25, 32));
  });
});
