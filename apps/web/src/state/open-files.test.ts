import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { ImportedCells } from '../work/exchange.js';
import { packOutline } from '../work/outline.js';
import { WorkError } from '../work/rpc.js';
import type { App } from './app.js';
import { createHistory } from './history.js';
import { openFiles, readCells } from './open-files.js';
import { emptyProject, NEW_FIELDS, type Picture } from './project.js';
import { DEFAULT_SETTINGS } from './settings.js';

const SIZE = { width: 40, height: 30 };
const outline = packOutline([3, 2, 5]);

function newPicture(name: string): Picture {
  return {
    ...{ id: name, file: name, name, plane: {}, fields: NEW_FIELDS, cells: new Map() },
    facts: {
      ...{ format: 'png', ...SIZE, channels: 1, depth: 1, times: 1, pages: 1, colour: 'grey', bitDepth: 8 },
      choice: { name: 'm', reason: '', warnings: [] },
    },
  };
}

/** What a file of the test holds, told by its content. */
const cellsOf = (name: string, content: string): readonly ImportedCells[] => {
  const image = name.replace(/\.\w+$/, '');
  const cells = [{ x: 3.5, y: 3.5, outline }];
  if (content === 'labels') return [{ image, plane: 0, cells, classes: [], size: SIZE }];
  if (/^\d planes$/.test(content)) {
    return Array.from({ length: Number(content[0]) }, (_, plane) => ({
      ...{ image: `${image} · page ${plane + 1}`, plane, classes: [], size: SIZE },
      cells: [{ x: plane + 0.5, y: 3.5 }],
    }));
  }
  if (content === 'small labels')
    return [{ image, plane: 0, cells, classes: [], size: { width: 20, height: 15 } }];
  throw new WorkError('AnnotationError', `${name} looks like a picture of cells`);
};

function smallApp(open: readonly string[], shown?: string) {
  const project = emptyProject([{ id: 0, name: 'cell', colour: [1, 2, 3] }]);
  for (const name of open) project.pictures.set(name, newPicture(name));
  const keeper = { append: async () => {}, moveCursor: async () => {} };
  const history = createHistory(project, keeper, () => {});
  const notices = { info: vi.fn<(text: string) => void>(), error: vi.fn<(text: string) => void>() };
  const nothing = async (): Promise<void> => {};
  const app = {
    ...{ project, history, notices, files: new Map(), ready: new Map() },
    keeper: { addFile: nothing, addPicture: nothing },
    pictures: {
      get value() {
        return [...project.pictures.values()];
      },
    },
    ...{ opened: signal(0), opening: signal(undefined), thumbnails: signal(new Map()) },
    settings: { current: signal(DEFAULT_SETTINGS) },
    route: { current: signal({ view: 'picture', picture: shown }) },
    workers: {
      pictures: async (method: string, { name, blob }: { name: string; blob: Blob }) => {
        if (method === 'import') return cellsOf(name, await blob.text());
        if (method === 'open') return newPicture('').facts;
        throw new Error('no thumbnails here');
      },
    },
  } as unknown as App;
  const cells = (name: string) =>
    [...(project.pictures.get(name)?.cells.values() ?? [])].map(({ id: _, ...cell }) => cell);
  const names = () => [...project.pictures.values()].map(({ name }) => name);
  return { app, cells, names, notices, history };
}

const file = (path: string, content: string) => ({
  path,
  file: new File([content], path.slice(path.lastIndexOf('/') + 1)),
});
const CELL = { x: 3.5, y: 3.5, kind: 0, outline };

describe('files that are opened', () => {
  it('are cells of open pictures where they are their labels, all in one step, and pictures else', async () => {
    const { app, cells, names, notices, history } = smallApp(['a.tif', 'set/b.png']);
    await openFiles(app, [
      file('a-labels.png', 'labels'),
      file('set/masks/b.png', 'labels'),
      file('c-labels.png', 'labels'),
      file('d.png', 'labels'),
    ]);
    expect([cells('a.tif'), cells('set/b.png')]).toEqual([[CELL], [CELL]]);
    expect(names()).toEqual(['a.tif', 'set/b.png', 'd.png', 'c-labels.png']);
    expect(notices.info.mock.calls).toEqual([['2 cells read into 2 pictures.']]);
    history.undo();
    expect(cells('a.tif')).toEqual([]);
    expect(history.undoable.value).toBeUndefined();
  });

  it('are labels of a picture that comes with them, whichever comes first', async () => {
    const { app, names } = smallApp([]);
    await openFiles(app, [file('a_mask.tif', 'labels'), file('a.tif', 'picture')]);
    expect(names()).toEqual(['a.tif']);
    const [only] = app.pictures.value;
    expect([...only!.cells.values()].map((cell) => cell.outline)).toEqual([outline]);
  });

  it('are pictures, whatever they are called, where they hold no labels', async () => {
    const { app, names, cells } = smallApp(['a.tif']);
    await openFiles(app, [file('a_mask.tif', 'a photo')]);
    expect(names()).toEqual(['a.tif', 'a_mask.tif']);
    expect(cells('a.tif')).toEqual([]);
  });

  it('change nothing where labels are not as large as their picture', async () => {
    const { app, names, cells, notices } = smallApp(['a.tif']);
    await openFiles(app, [file('a_mask.tif', 'small labels')]);
    expect([names(), cells('a.tif')]).toEqual([['a.tif'], []]);
    expect(notices.error.mock.calls[0]![0]).toContain('a_mask has 20 × 15 pixels, and a.tif 40 × 30');
  });
});

describe('labels of several planes', () => {
  /** A file of three pages, the second of which was removed. */
  const withPages = (shown?: string) => {
    const small = smallApp(['a.tif · page 1', 'a.tif · page 3', 'b.tif'], shown);
    for (const [i, picture] of [...small.app.project.pictures.values()].slice(0, 2).entries()) {
      const { facts } = picture;
      const page = { file: 'a', plane: { page: 2 * i }, facts: { ...facts, pages: 3 } };
      small.app.project.pictures.set(picture.id, { ...picture, ...page });
    }
    const placesOf = (name: string) => small.cells(name).map(({ x }) => x);
    const all = () => ['a.tif · page 1', 'a.tif · page 3', 'b.tif'].map(placesOf);
    return { ...small, all };
  };

  it('are those of the pages of their picture, each in its place', async () => {
    const { app, all, names, notices, history } = withPages();
    await openFiles(app, [file('a-labels.tif', '3 planes')]);
    expect(all()).toEqual([[0.5], [2.5], []]);
    expect(names().length).toBe(3);
    expect(notices.info.mock.calls).toEqual([['2 cells read into 2 pictures.']]);
    history.undo();
    expect(all()).toEqual([[], [], []]);
  });

  it.each([
    ['a-labels.tif', '2 planes', 'a-labels.tif holds 2 planes, and the file of a.tif · page 1 3 pictures'],
    ['a-labels.tif', 'labels', 'a-labels.tif holds one plane, and the file of a.tif · page 1 3 pictures'],
    ['b_mask.tif', '3 planes', 'b_mask.tif holds 3 planes, and b.tif is one picture'],
  ])('are refused where their number is not that of the pages: %s of %s', async (name, content, message) => {
    const { app, all, names, notices } = withPages();
    await openFiles(app, [file(name, content)]);
    expect(all()).toEqual([[], [], []]);
    expect(names().length).toBe(3);
    expect(notices.error.mock.calls.length).toBe(1);
    expect(notices.error.mock.calls[0]![0]).toContain(message);
  });

  it('are those of the file of the picture that is shown, of one plane those of the picture alone', async () => {
    const { app, all, notices } = withPages('a.tif · page 3');
    await readCells(app, [file('whatever.tif', '3 planes')]);
    expect(all()).toEqual([[0.5], [2.5], []]);
    await readCells(app, [file('whatever.tif', 'labels')]);
    expect(all()).toEqual([[0.5], [3.5], []]);
    await readCells(app, [file('whatever.tif', '4 planes')]);
    expect(all()).toEqual([[0.5], [3.5], []]);
    expect(notices.error.mock.calls[0]![0]).toContain('whatever.tif holds 4 planes');
  });
});

describe('readCells', () => {
  it('takes a label image of any name for the picture that is shown, in the place of what was there', async () => {
    const { app, cells } = smallApp(['a.tif', 'b.tif'], 'b.tif');
    await readCells(app, [file('whatever.png', 'labels')]);
    await readCells(app, [file('again.png', 'labels')]);
    expect([cells('a.tif'), cells('b.tif')]).toEqual([[], [CELL]]);
    await readCells(app, [file('a-labels.png', 'labels')]);
    expect(cells('a.tif')).toEqual([CELL]);
  });

  it('opens nothing, and says what is wrong', async () => {
    const { app, names, notices } = smallApp(['a.tif'], 'a.tif');
    await readCells(app, [file('photo.png', 'a photo')]);
    expect(names()).toEqual(['a.tif']);
    expect(notices.error.mock.calls[0]![0]).toContain('photo.png could not be read. photo.png looks like');
  });
});
