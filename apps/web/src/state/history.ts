import { type Signal, signal } from '@preact/signals';
import { apply, type Command, inverse } from './commands.js';
import type { Project } from './project.js';

/** Where commands are kept. What is asked of it happens in the order in which it is asked. */
export interface LogKeeper {
  append(place: number, command: Command): Promise<void>;
  moveCursor(cursor: number): Promise<void>;
}

/** Every change of the project goes through here, is kept at once, and can be taken back. */
export interface History {
  /** Counts changes: whoever shows something of the project reads it. */
  readonly version: Signal<number>;
  /** Commands that are done; those of the log beyond it can be done again. */
  readonly cursor: Signal<number>;
  readonly undoable: Signal<Command | undefined>;
  readonly redoable: Signal<Command | undefined>;
  do(command: Command): void;
  undo(): void;
  redo(): void;
  /** Puts the log of an earlier visit in place and does what was done. */
  restore(log: readonly Command[], cursor: number): void;
  /** Is told of every command that was applied, taken back ones turned round. Returns how to stop it. */
  listen(heard: (command: Command) => void): () => void;
}

/** @param failed told when something could not be kept */
export function createHistory(
  project: Project,
  keeper: LogKeeper,
  failed: (error: unknown) => void,
): History {
  let log: Command[] = [];
  const version = signal(0);
  const cursor = signal(0);
  const undoable = signal<Command | undefined>(undefined);
  const redoable = signal<Command | undefined>(undefined);
  const listeners = new Set<(command: Command) => void>();
  // Asked for at once: a write that waited for the one before would be lost when the page is left meanwhile.
  const keep = (written: Promise<void>): void => {
    written.catch(failed);
  };
  const moved = (to: number): void => {
    cursor.value = to;
    undoable.value = log[to - 1];
    redoable.value = log[to];
    version.value++;
  };
  const run = (command: Command): void => {
    apply(project, command);
    for (const heard of listeners) heard(command);
  };
  return {
    version,
    cursor,
    undoable,
    redoable,
    do: (command) => {
      const place = cursor.value;
      log.length = place;
      log.push(command);
      run(command);
      keep(keeper.append(place, command));
      moved(place + 1);
    },
    undo: () => {
      const command = undoable.value;
      if (command === undefined) return;
      run(inverse(command));
      const to = cursor.value - 1;
      keep(keeper.moveCursor(to));
      moved(to);
    },
    redo: () => {
      const command = redoable.value;
      if (command === undefined) return;
      run(command);
      const to = cursor.value + 1;
      keep(keeper.moveCursor(to));
      moved(to);
    },
    restore: (kept, to) => {
      log = [...kept];
      for (const command of log.slice(0, to)) run(command);
      moved(to);
    },
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}
