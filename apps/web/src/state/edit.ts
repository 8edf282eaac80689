import type { Point } from '@celltally/imaging';
import type { App } from './app.js';
import type { Change, CommandName } from './commands.js';
import { within } from './geometry.js';
import type { Cell, CellClass, Picture, PictureFields } from './project.js';

/** The change of some fields of a picture. */
export function fieldsChange(picture: Picture, after: Partial<PictureFields>): Change {
  const names = Object.keys(after) as (keyof PictureFields)[];
  const before = Object.fromEntries(names.map((name) => [name, picture.fields[name]]));
  return { type: 'fields', picture: picture.id, before, after };
}

export const cellsChange = (picture: Picture, before: readonly Cell[], after: readonly Cell[]): Change => ({
  type: 'cells',
  picture: picture.id,
  before,
  after,
});

export function setFields(
  app: App,
  name: CommandName,
  picture: Picture,
  after: Partial<PictureFields>,
): void {
  app.history.do({ name, changes: [fieldsChange(picture, after)] });
}

/** Marks a cell where there was none. Gives its number. */
export function addCell(app: App, picture: Picture, { x, y }: Point): number {
  const { width, height } = picture.facts;
  const id = app.project.next;
  const cell: Cell = { id, x: within(x, width), y: within(y, height), kind: currentKind(app) };
  app.history.do({ name: 'add', changes: [cellsChange(picture, [], [cell])] });
  return id;
}

/** Moves cells. They are a person's from then on: no threshold hides them. */
export function moveCells(app: App, picture: Picture, ids: readonly number[], dx: number, dy: number): void {
  const { width, height } = picture.facts;
  const before = cellsOf(picture, ids);
  if (before.length === 0) return;
  const after = before.map(({ id, x, y, kind }) => ({
    id,
    x: within(x + dx, width),
    y: within(y + dy, height),
    kind,
  }));
  app.history.do({ name: 'move', changes: [cellsChange(picture, before, after)] });
}

export function deleteCells(app: App, picture: Picture, ids: readonly number[]): void {
  const before = cellsOf(picture, ids);
  if (before.length > 0) app.history.do({ name: 'delete', changes: [cellsChange(picture, before, [])] });
}

export function classifyCells(app: App, picture: Picture, ids: readonly number[], kind: number): void {
  const before = cellsOf(picture, ids).filter((cell) => cell.kind !== kind);
  if (before.length === 0) return;
  const after = before.map((cell) => ({ ...cell, kind }));
  app.history.do({ name: 'classify', changes: [cellsChange(picture, before, after)] });
}

export function setClasses(app: App, after: readonly CellClass[]): void {
  const change: Change = { type: 'classes', before: app.project.classes, after };
  app.history.do({ name: 'classes', changes: [change] });
}

/** Takes a class away; its cells go to the first one that is left. */
export function removeClass(app: App, id: number): void {
  const after = app.project.classes.filter((each) => each.id !== id);
  const heir = after[0];
  if (heir === undefined) return;
  const changes: Change[] = [];
  for (const picture of app.project.pictures.values()) {
    const before = [...picture.cells.values()].filter(({ kind }) => kind === id);
    if (before.length > 0) {
      changes.push(
        cellsChange(
          picture,
          before,
          before.map((cell) => ({ ...cell, kind: heir.id })),
        ),
      );
    }
  }
  changes.push({ type: 'classes', before: app.project.classes, after });
  app.history.do({ name: 'classes', changes });
}

/** The class of new cells; a class that was taken away gives way to the first. */
export function currentKind(app: App): number {
  const { kind } = app.settings.current.value;
  const { classes } = app.project;
  return classes.some(({ id }) => id === kind) ? kind : (classes[0]?.id ?? 0);
}

const cellsOf = ({ cells }: Picture, ids: readonly number[]): Cell[] =>
  ids.flatMap((id) => {
    const cell = cells.get(id);
    return cell === undefined ? [] : [cell];
  });
