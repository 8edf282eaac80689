import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, type Change, type Command, inverse } from './commands.js';
import { type Cell, emptyProject, NEW_FIELDS, type Picture, type Project } from './project.js';

const facts: Picture['facts'] = {
  format: 'png',
  ...{ width: 9, height: 9, channels: 1, depth: 1, times: 1, pages: 1 },
  colour: 'grey',
  bitDepth: 8,
  choice: { name: 'bbbc039', reason: 'grey', warnings: [] },
};

function projectWith(cells: readonly Cell[]): Project {
  const project = emptyProject([{ id: 0, name: 'cell', colour: [1, 2, 3] }]);
  project.pictures.set('a', {
    ...{ id: 'a', file: 'f', name: 'a.png', plane: {}, facts, fields: NEW_FIELDS },
    cells: new Map(),
  });
  apply(project, {
    name: 'import',
    changes: [{ type: 'cells', picture: 'a', before: [], after: cells }],
  });
  return project;
}

const stateOf = ({ pictures, classes }: Project): unknown => ({
  classes,
  pictures: [...pictures.values()].map(({ fields, cells }) => ({
    fields,
    cells: [...cells.values()].sort((a, b) => a.id - b.id),
  })),
});

/** What a person may do next, as numbers that are read against the state at that time. */
const steps = fc.array(fc.record({ what: fc.nat(5), which: fc.nat(50), x: fc.nat(8), y: fc.nat(8) }), {
  maxLength: 40,
});

function commandFor(
  project: Project,
  { what, which, x, y }: { what: number; which: number; x: number; y: number },
): Command {
  const picture = project.pictures.get('a')!;
  const all = [...picture.cells.values()];
  const cell = all[which % Math.max(1, all.length)];
  const cells = (before: readonly Cell[], after: readonly Cell[]): Change => ({
    type: 'cells',
    picture: 'a',
    before,
    after,
  });
  if (what === 0 || cell === undefined)
    return { name: 'add', changes: [cells([], [{ id: project.next, x, y, kind: 0 }])] };
  if (what === 1) return { name: 'move', changes: [cells([cell], [{ id: cell.id, x, y, kind: cell.kind }])] };
  if (what === 2) return { name: 'delete', changes: [cells([cell], [])] };
  if (what === 3) return { name: 'classify', changes: [cells([cell], [{ ...cell, kind: which }])] };
  if (what === 4) {
    const threshold = which / 50;
    const before = { threshold: picture.fields.threshold };
    const fields: Change = { type: 'fields', picture: 'a', before, after: { threshold } };
    return { name: 'count', changes: [cells(all, [{ id: project.next, x, y, kind: 0, score: 1 }]), fields] };
  }
  const after = [...project.classes, { id: project.next, name: 'other', colour: [4, 5, 6] as const }];
  return { name: 'classes', changes: [{ type: 'classes', before: project.classes, after }] };
}

describe('commands', () => {
  it('leave the state as it was when all of them are taken back, and as it became when done again', () => {
    fc.assert(
      fc.property(steps, (plan) => {
        const project = projectWith([{ id: 1, x: 2, y: 3, kind: 0, score: 0.5 }]);
        const states = [structuredClone(stateOf(project))];
        const done: Command[] = [];
        for (const step of plan) {
          const command = commandFor(project, step);
          apply(project, command);
          done.push(command);
          states.push(structuredClone(stateOf(project)));
        }
        for (let i = done.length - 1; i >= 0; i--) {
          apply(project, inverse(done[i]!));
          expect(stateOf(project)).toEqual(states[i]);
        }
        done.forEach((command, i) => {
          apply(project, command);
          expect(stateOf(project)).toEqual(states[i + 1]);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('never give a number twice, also after a replay', () => {
    const project = projectWith([]);
    apply(project, {
      name: 'import',
      changes: [{ type: 'cells', picture: 'a', before: [], after: [{ id: 41, x: 0, y: 0, kind: 0 }] }],
    });
    expect(project.next).toBe(42);
  });

  it('pass over a picture that is not there', () => {
    const project = projectWith([]);
    const before = stateOf(project);
    apply(project, { name: 'delete', changes: [{ type: 'cells', picture: 'b', before: [], after: [] }] });
    expect(stateOf(project)).toEqual(before);
  });
});
