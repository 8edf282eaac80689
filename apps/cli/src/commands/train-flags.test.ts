import type { OptionSpec } from '@celltally/counting';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { flagsOf } from './train-flags.js';

const specs: Readonly<Record<string, OptionSpec>> = {
  learningRate: { default: 0.001, range: [0, 1], help: 'learning rate' },
  epochs: { default: 10, range: [1, 100], integer: true, help: 'passes' },
  flips: { default: true, help: 'mirror pictures' },
  quick: { default: false, help: 'be quick' },
  schedule: { default: 'cosine', choices: ['cosine', 'constant'], help: 'course' },
};

function parse(...argv: readonly string[]): Command {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  for (const flag of flagsOf(specs)) command.addOption(flag);
  return command.parse(argv, { from: 'user' });
}

describe('flagsOf', () => {
  it('gives every kind of option the flag that fits it', () => {
    expect(flagsOf(specs).map(({ flags }) => flags)).toEqual([
      '--learning-rate <number>',
      '--epochs <number>',
      '--no-flips',
      '--quick',
      '--schedule <name>',
    ]);
  });

  it('reads values under the options’ own names', () => {
    const command = parse('--learning-rate', '1e-4', '--no-flips', '--quick', '--schedule', 'constant');
    expect(command.opts()).toMatchObject({
      learningRate: 1e-4,
      flips: false,
      quick: true,
      schedule: 'constant',
    });
  });

  it('tells what was given from what was not', () => {
    const command = parse('--epochs', '3');
    expect(command.getOptionValueSource('epochs')).toBe('cli');
    expect(command.getOptionValueSource('learningRate')).toBeUndefined();
    expect(command.getOptionValueSource('flips')).not.toBe('cli');
  });

  it.each([
    [['--learning-rate', '2'], /a number from 0 to 1/],
    [['--epochs', '1.5'], /a whole number from 1 to 100/],
    [['--schedule', 'linear'], /cosine, constant/],
  ])('refuses %j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(message);
  });
});
