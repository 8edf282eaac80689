import type { OptionSpec } from '@celltally/counting';
import { InvalidArgumentError, Option } from 'commander';
import { kebabCase } from './kebab-case.js';

/**
 * The flags of a table of options: `weightDecay` becomes `--weight-decay <number>`, a switch that is on becomes
 * `--no-…`. None has a default of its own, so that what was given can be told from what was not.
 */
export function flagsOf(specs: Readonly<Record<string, OptionSpec>>): Option[] {
  return Object.entries(specs).map(([name, spec]) => flagOf(`--${kebabCase(name)}`, spec));
}

function flagOf(flag: string, spec: OptionSpec): Option {
  const { default: value, help, choices } = spec;
  if (value === true) return new Option(flag.replace('--', '--no-'), `switch off: ${help}`);
  if (value === false) return new Option(flag, help);
  const described = `${help} (default: ${value})`;
  if (typeof value === 'number') return new Option(`${flag} <number>`, described).argParser(numberOf(spec));
  const option = new Option(`${flag} <name>`, described);
  return choices === undefined ? option : option.choices(choices);
}

function numberOf({ range, integer }: OptionSpec): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const fits =
      text.trim() !== '' && value >= least && value <= most && (!integer || Number.isInteger(value));
    if (fits) return value;
    const kind = integer ? 'a whole number' : 'a number';
    throw new InvalidArgumentError(`It must be ${kind}${range ? ` from ${least} to ${most}` : ''}.`);
  };
}
