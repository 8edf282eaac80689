import type { OptionSpec } from '@celltally/counting';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { flagsOf } from './train-flags.js';

const specs: Readonly<Record<string, OptionSpec>> = {
  learningRate: { default: 0.001, group: 'Optimisation', range: [0, 1], help: 'learning rate' },
  epochs: {
    default: 10,
    group: 'Course of the training',
    range: [1, 100],
    integer: true,
    perStage: true,
    help: 'passes',
  },
  flips: { default: true, group: 'Optimisation', help: 'mirror pictures' },
  quick: { default: false, group: 'Optimisation', help: 'be quick' },
  schedule: { default: 'cosine', group: 'Optimisation', choices: ['cosine', 'constant'], help: 'course' },
  option: { default: '', group: 'Network', items: 'name=value', help: 'other options' },
};

function parse(...argv: readonly string[]): Command {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  for (const flag of flagsOf(specs)) command.addOption(flag);
  return command.parse(argv, { from: 'user' });
}

describe('flagsOf', () => {
  it('gives every kind of option the flag that fits it', () => {
    const shown = flagsOf(specs).filter(({ hidden }) => !hidden);
    expect(shown.map(({ flags, helpGroupHeading }) => [flags, helpGroupHeading])).toEqual([
      ['--learning-rate <number>', 'Optimisation:'],
      ['--epochs <number>', 'Course of the training:'],
      ['--no-flips', 'Optimisation:'],
      ['--quick', 'Optimisation:'],
      ['--schedule <name>', 'Optimisation:'],
      ['--option <name=value>', 'Network:'],
    ]);
  });

  it('says which defaults are the model’s own, and shows the switch that changes something', () => {
    const config = { learningRate: 1e-4, epochs: [60, 40], flips: false };
    const shown = flagsOf(specs, { model: 'dcl', config, stages: ['counter', 'localizer'] }).filter(
      ({ hidden }) => !hidden,
    );
    expect(shown.map(({ description }) => description)).toEqual([
      'learning rate (default: 0.0001, dcl’s own)',
      'passes, or one for each stage, as 60,40 (default: 60,40, dcl’s own)',
      'mirror pictures (default: false, dcl’s own)',
      'be quick',
      'course (default: cosine)',
      'other options; may be repeated',
    ]);
  });

  it('reads one number for each stage, and options one by one', () => {
    const command = parse('--epochs', '6,4', '--option', 'theta=0.4', '--option', 'deep=true');
    expect(command.opts()).toMatchObject({ epochs: [6, 4], option: 'theta=0.4,deep=true' });
  });

  it('switches both ways', () => {
    expect(parse('--no-flips').opts()).toMatchObject({ flips: false });
    expect(parse('--flips', '--no-quick').opts()).toMatchObject({ flips: true, quick: false });
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
    [['--epochs', '5,'], /a whole number from 1 to 100/],
    [['--learning-rate', '0.1,0.2'], /a number from 0 to 1/],
    [['--schedule', 'linear'], /cosine, constant/],
  ])('refuses %j', (argv, message) => {
    expect(() => parse(...argv)).toThrow(message);
  });
});
