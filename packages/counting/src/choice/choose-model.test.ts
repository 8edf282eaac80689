import type { Seen } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import type { PictureLook } from '../seen/look.js';
import { chooseModel } from './choose-model.js';
import type { PictureKind } from './picture-kind.js';

const range = (value: number) => ({ least: value, low: value, median: value, high: value, most: value });
const seen = (kind: PictureKind, diameter: number): Seen => ({
  pictures: 10,
  kinds: { [kind]: 1 },
  channels: [1],
  bitDepths: [8],
  ranges: { diameter: range(diameter) },
});
const look = (kind: PictureKind, diameter = 20): PictureLook => ({
  ...{ kind, diameter, width: 64, height: 64, channels: 1, bitDepth: 8, median: 0.1, walled: false },
});
const bundled = [
  { name: 'adi', seen: seen('pale', 12) },
  { name: 'large', seen: seen('grey', 40) },
  { name: 'mbm', seen: seen('stained', 20) },
  { name: 'mute' },
  { name: 'small', seen: seen('grey', 10) },
];

describe('chooseModel', () => {
  it.each([
    ['pale', 'adi'],
    ['stained', 'mbm'],
  ] as const)('takes for %s pictures the model that has seen such', (kind, name) => {
    expect(chooseModel([look(kind)], bundled)).toMatchObject({ name, warnings: [] });
  });

  it('takes of several the one whose training pictures are nearest', () => {
    expect(chooseModel([look('grey', 30)], bundled).name).toBe('large');
    expect(chooseModel([look('grey', 12), look('grey', 22)], bundled).name).toBe('small');
  });

  it('takes of those that are about as near the one that errs least, and of equals the first by name', () => {
    const rivals = [
      { name: 'a', seen: seen('grey', 20), error: 0.2 },
      { name: 'b', seen: seen('grey', 22), error: 0.1 },
      { name: 'c', seen: seen('grey', 40), error: 0.01 },
      { name: 'd', seen: seen('grey', 20) },
    ];
    expect(chooseModel([look('grey', 20)], rivals).name).toBe('b');
    expect(chooseModel([look('grey', 40)], rivals).name).toBe('c');
    const equal = rivals.map((each) => ({ ...each, error: 0.1 }));
    expect(chooseModel([look('grey', 20)], equal).name).toBe('a');
  });

  it('compares errors in cells where they are of the same pictures, and relative ones else', () => {
    const like = { seen: seen('grey', 20) };
    const rivals = [
      { ...like, name: 'a', error: 0.1, measured: [{ data: 'x', mae: 5 }] },
      { ...like, name: 'b', error: 0.2, measured: [{ data: 'x', mae: 4 }] },
      { ...like, name: 'c', error: 0.3, measured: [{ data: 'y', mae: 1 }] },
    ];
    expect(chooseModel([look('grey', 20)], rivals).name).toBe('b');
    expect(chooseModel([look('grey', 20)], [rivals[0]!, rivals[2]!]).name).toBe('a');
    // A model that does not know such pictures outdoes none.
    const far = { ...rivals[1]!, seen: seen('grey', 60) };
    expect(chooseModel([look('grey', 20)], [rivals[0]!, far, rivals[2]!]).name).toBe('a');
  });

  it('leaves out, however near, what a model of more pictures outdoes wherever it was measured', () => {
    const broad = { ...range(20), low: 8, high: 50 };
    const general = {
      name: 'general',
      seen: { ...seen('grey', 20), ranges: { diameter: broad } },
      measured: [
        { data: 'x', mae: 2 },
        { data: 'y', mae: 2 },
      ],
    };
    const special = (mae: number, ...others: { data: string; mae: number }[]) => ({
      ...{ name: 'special', seen: seen('grey', 24), measured: [{ data: 'x', mae }, ...others] },
    });
    const chosen = (rival: ReturnType<typeof special>) =>
      chooseModel([look('grey', 24)], [general, rival]).name;
    expect(chosen(special(3))).toBe('general');
    expect(chosen(special(1))).toBe('special');
    expect(chosen(special(3, { data: 'y', mae: 1 }))).toBe('special');
    expect(chosen(special(3, { data: 'z', mae: 9 }))).toBe('special');
  });

  it('takes the one that knows little else of those that know such pictures, and else one that has seen much', () => {
    const broad = { ...range(20), low: 8, high: 50 };
    const general: Seen = { ...seen('grey', 20), ranges: { diameter: broad } };
    const mixed: Seen = { ...seen('grey', 20), kinds: { grey: 0.2, stained: 0.8 } };
    const rivals = [
      { name: 'general', seen: general, error: 0.01 },
      { name: 'mixed', seen: mixed, error: 0.01 },
      { name: 'special', seen: seen('grey', 24), error: 0.1 },
    ];
    expect(chooseModel([look('grey', 24)], rivals).name).toBe('special');
    expect(chooseModel([look('grey', 45)], rivals).name).toBe('general');
    expect(chooseModel([look('grey', 9)], rivals).name).toBe('general');
    expect(chooseModel([look('stained', 20)], rivals).name).toBe('mixed');
    expect(chooseModel([look('grey', 20)], rivals.slice(1)).name).toBe('special');
    expect(chooseModel([look('grey', 20)], rivals.slice(1, 2)).name).toBe('mixed');
  });

  it('takes a bit depth that a model has not seen for a sign of another microscope', () => {
    const rivals = [
      { name: 'deep', error: 0.1, seen: { ...seen('grey', 24), bitDepths: [16] } },
      { name: 'both', error: 0.2, seen: { ...seen('grey', 20), bitDepths: [8, 16] } },
    ];
    expect(chooseModel([{ ...look('grey', 22), bitDepth: 16 }], rivals).name).toBe('deep');
    expect(chooseModel([look('grey', 22)], rivals).name).toBe('both');
    expect(chooseModel([look('grey', 24)], rivals.slice(0, 1)).name).toBe('deep');
  });

  it('takes the classical recipe where no model has seen the kind, and says so', () => {
    for (const kind of ['bright', 'coloured'] as const) {
      const choice = chooseModel([look(kind)], bundled);
      expect(choice.name).toBe('classical');
      expect(choice.warnings).toEqual([expect.stringMatching(/no trained model has seen.*classical recipe/)]);
    }
    expect(chooseModel([look('grey')], []).name).toBe('classical');
  });

  it('follows the majority, and warns of the others', () => {
    const choice = chooseModel([look('stained'), look('pale'), look('stained')], bundled);
    expect(choice.name).toBe('mbm');
    expect(choice.warnings).toEqual([expect.stringContaining('1 of 3 looked at differ')]);
  });

  it('takes for pictures of several kinds a model that has seen all of them, if there is one', () => {
    const mixed = { name: 'mixed', seen: { ...seen('grey', 20), kinds: { grey: 0.8, stained: 0.2 } } };
    const looks = [look('grey', 12), look('stained', 12), look('grey', 12)];
    const choice = chooseModel(looks, [...bundled, mixed]);
    expect(choice).toMatchObject({ name: 'mixed', warnings: [] });
    expect(choice.reason).toMatch(/several kinds of pictures, all of which/);
    expect(chooseModel([...looks, look('pale')], [...bundled, mixed]).name).not.toBe('mixed');
    const rare = { ...mixed, seen: { ...mixed.seen, kinds: { grey: 0.94, stained: 0.06 } } };
    expect(chooseModel(looks, [...bundled, rare])).toMatchObject({
      name: 'small',
      warnings: [expect.stringContaining('1 of 3 looked at differ')],
    });
  });

  it('takes one of several kinds where those of one kind do not know such pictures', () => {
    const wide = { ...range(30), low: 10, high: 45 };
    const broad: Seen = {
      ...seen('grey', 20),
      kinds: { grey: 0.8, stained: 0.2 },
      ranges: { diameter: wide },
    };
    const rivals = [...bundled, { name: 'broad', seen: broad }];
    expect(chooseModel([look('stained', 22)], rivals).name).toBe('mbm');
    expect(chooseModel([look('stained', 40)], rivals).name).toBe('broad');
    expect(chooseModel([look('stained', 40), look('stained', 20)], rivals).name).toBe('mbm');
    // Nobody knows cells of that width: the one of one kind it is, with its warning.
    expect(chooseModel([look('stained', 90)], rivals).name).toBe('mbm');
  });

  it('says so where no picture could be looked at', () => {
    expect(chooseModel([], bundled)).toMatchObject({
      name: 'classical',
      reason: expect.stringMatching(/^no picture could/),
    });
  });
});
