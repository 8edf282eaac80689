import type { Cell, CellClass, PictureFields, Project } from './project.js';

/** What a command did, for the words of undo and redo. */
export type CommandName =
  | 'add'
  | 'move'
  | 'delete'
  | 'classify'
  | 'count'
  | 'import'
  | 'threshold'
  | 'regions'
  | 'remove'
  | 'classes'
  | 'check'
  | 'knownCount'
  | 'pixelSize'
  | 'plane';

/** A change of what a person works on. It holds what was before, so that it can be taken back. */
export type Change =
  | {
      readonly type: 'cells';
      readonly picture: string;
      /** The cells that change, as they were; new ones are not among them. */
      readonly before: readonly Cell[];
      /** As they are afterwards; deleted ones are not among them. */
      readonly after: readonly Cell[];
    }
  | {
      readonly type: 'fields';
      readonly picture: string;
      readonly before: Partial<PictureFields>;
      readonly after: Partial<PictureFields>;
    }
  | {
      readonly type: 'classes';
      readonly before: readonly CellClass[];
      readonly after: readonly CellClass[];
    };

/** One step of work, taken back as a whole. */
export interface Command {
  readonly name: CommandName;
  readonly changes: readonly Change[];
}

/** The command that takes another back. */
export const inverse = ({ name, changes }: Command): Command => ({
  name,
  changes: changes.toReversed().map(reversed),
});

/** Exchanges before and after; they are of one type whatever the change. */
const reversed = (change: Change): Change =>
  ({ ...change, before: change.after, after: change.before }) as Change;

/** Applies a command. A picture that is not there any more is passed over. */
export function apply(project: Project, { changes }: Command): void {
  for (const change of changes) applyChange(project, change);
}

function applyChange(project: Project, change: Change): void {
  if (change.type === 'classes') {
    project.classes = change.after;
    for (const { id } of change.after) project.next = Math.max(project.next, id + 1);
    return;
  }
  const picture = project.pictures.get(change.picture);
  if (picture === undefined) return;
  if (change.type === 'fields') {
    picture.fields = { ...picture.fields, ...change.after };
    for (const { id } of picture.fields.regions) project.next = Math.max(project.next, id + 1);
    return;
  }
  const stays = new Set(change.after.map(({ id }) => id));
  for (const { id } of change.before) if (!stays.has(id)) picture.cells.delete(id);
  for (const cell of change.after) {
    picture.cells.set(cell.id, cell);
    if (cell.id >= project.next) project.next = cell.id + 1;
  }
}
