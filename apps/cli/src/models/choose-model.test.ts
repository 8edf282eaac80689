import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { chooseModel, PREFERRED } from './choose-model.js';

const bundled = ['adi', 'bbbc039', 'mbm', 'vgg-cells'];

describe('chooseModel', () => {
  it.each([
    ['grey', 'bbbc039'],
    ['coloured', 'vgg-cells'],
    ['stained', 'mbm'],
    ['pale', 'adi'],
  ] as const)('takes for %s pictures the model trained on them', (kind, name) => {
    expect(chooseModel([kind], bundled)).toMatchObject({ name, warnings: [] });
  });

  it('goes down the list for a kind without a model of its own, and warns', () => {
    const choice = chooseModel(['bright'], bundled);
    expect(choice.name).toBe(PREFERRED.bright.find((name) => bundled.includes(name)));
    expect(choice.warnings[0]).toMatch(/no bundled model was trained on grey on bright ground/);
  });

  it('follows the majority, and warns of the others', () => {
    const choice = chooseModel(['grey', 'coloured', 'grey'], bundled);
    expect(choice.name).toBe('bbbc039');
    expect(choice.warnings).toEqual([expect.stringContaining('1 of 3 looked at differ')]);
  });

  it('says so where no picture could be read', () => {
    expect(chooseModel([], bundled).reason).toMatch(/no picture could be looked at/);
  });

  it('refuses where nothing is bundled', () => {
    expect(() => chooseModel(['grey'], [])).toThrow(InputError);
    expect(() => chooseModel(['grey'], [])).toThrow(/--model \(bundled: none\)/);
  });
});
