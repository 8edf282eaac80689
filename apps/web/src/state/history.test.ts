import { describe, expect, it } from 'vitest';
import type { Command } from './commands.js';
import { createHistory, type LogKeeper } from './history.js';
import { emptyProject, type Project } from './project.js';

/** A keeper as a page would find it after a reload. */
function memoryKeeper(): LogKeeper & { readonly log: Command[]; cursor: number } {
  const kept = {
    log: [] as Command[],
    cursor: 0,
    append: async (place: number, command: Command) => {
      kept.log.length = place;
      kept.log.push(command);
      kept.cursor = place + 1;
    },
    moveCursor: async (cursor: number) => {
      kept.cursor = cursor;
    },
  };
  return kept;
}

const named = (project: Project, name: string): Command => ({
  name: 'classes',
  changes: [
    {
      type: 'classes',
      before: project.classes,
      after: [...project.classes, { id: project.next, name, colour: [0, 0, 0] }],
    },
  ],
});
const names = ({ classes }: Project): string[] => classes.map(({ name }) => name);
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const fail = (error: unknown): never => {
  throw error;
};

describe('history', () => {
  it('takes back, does again, and forgets what was taken back when something else is done', () => {
    const project = emptyProject([]);
    const history = createHistory(project, memoryKeeper(), fail);
    for (const name of ['a', 'b', 'c']) history.do(named(project, name));
    history.undo();
    history.undo();
    expect(names(project)).toEqual(['a']);
    history.redo();
    expect(names(project)).toEqual(['a', 'b']);
    history.do(named(project, 'd'));
    history.redo();
    expect(names(project)).toEqual(['a', 'b', 'd']);
    for (let i = 0; i < 5; i++) history.undo();
    expect(names(project)).toEqual([]);
  });

  it('finds everything again from what was kept, also what was taken back', async () => {
    const keeper = memoryKeeper();
    const project = emptyProject([]);
    const history = createHistory(project, keeper, fail);
    for (const name of ['a', 'b', 'c']) history.do(named(project, name));
    history.undo();
    await settled();
    const after = emptyProject([]);
    const later = createHistory(after, keeper, fail);
    later.restore(keeper.log, keeper.cursor);
    expect(names(after)).toEqual(['a', 'b']);
    later.redo();
    expect(names(after)).toEqual(['a', 'b', 'c']);
    later.undo();
    later.undo();
    expect(names(after)).toEqual(['a']);
  });

  it('has every change kept before it returns, however long the one before takes', () => {
    const project = emptyProject([]);
    const asked: string[] = [];
    const slow: LogKeeper = {
      append: (place) => new Promise(() => asked.push(`append ${place}`)),
      moveCursor: (cursor) => new Promise(() => asked.push(`cursor ${cursor}`)),
    };
    const history = createHistory(project, slow, fail);
    history.do(named(project, 'a'));
    history.do(named(project, 'b'));
    history.undo();
    history.redo();
    expect(asked).toEqual(['append 0', 'append 1', 'cursor 1', 'cursor 2']);
  });

  it('says so when something cannot be kept, and goes on', async () => {
    const problems: unknown[] = [];
    const project = emptyProject([]);
    const full = { ...memoryKeeper(), append: () => Promise.reject(new Error('the disk is full')) };
    const history = createHistory(project, full, (error) => problems.push(error));
    history.do(named(project, 'a'));
    await settled();
    expect(problems.map(String)).toEqual(['Error: the disk is full']);
    expect(names(project)).toEqual(['a']);
  });
});
