import type { OptionSpec } from '@celltally/counting';
import { InvalidArgumentError, Option } from 'commander';
import { kebabCase } from './kebab-case.js';

type Value = number | boolean | string | readonly number[];

/** Defaults that a model has instead of the general ones. */
export interface OwnDefaults {
  readonly model: string;
  readonly config: Readonly<Record<string, Value | undefined>>;
  /** Stages of its training. */
  readonly stages: readonly string[];
}

/**
 * The flags of a table of options: `weightDecay` becomes `--weight-decay <number>`, a switch that is on becomes
 * `--no-…`. None has a default of its own, so that what was given can be told from what was not.
 * @param own says which defaults are the model's own, for help
 */
export function flagsOf(specs: Readonly<Record<string, OptionSpec>>, own?: OwnDefaults): Option[] {
  return Object.entries(specs).flatMap(([name, spec]) =>
    flagsFor(`--${kebabCase(name)}`, spec, defaultOf(name, spec, own)).map((flag) =>
      flag.helpGroup(`${spec.group}:`),
    ),
  );
}

interface Default {
  readonly value: Value;
  /** What help says of it. */
  readonly text: string;
  /** Whether there are several stages that may differ. */
  readonly staged: boolean;
}

function defaultOf(name: string, spec: OptionSpec, own: OwnDefaults | undefined): Default {
  const special = own?.config[name];
  const staged = spec.perStage === true && (own?.stages.length ?? 1) > 1;
  return special === undefined
    ? { value: spec.default, text: String(spec.default), staged }
    : { value: special, text: `${special}, ${own?.model}’s own`, staged };
}

function flagsFor(flag: string, spec: OptionSpec, usual: Default): Option[] {
  const { help, choices, items } = spec;
  if (typeof usual.value === 'boolean') return switches(flag, help, usual);
  if (items !== undefined)
    return [new Option(`${flag} <${items}>`, `${help}; may be repeated`).argParser(joined)];
  const described = `${help}${usual.staged ? ', or one for each stage, as 60,40' : ''} (default: ${usual.text})`;
  if (typeof spec.default === 'number')
    return [new Option(`${flag} <number>`, described).argParser(numberOf(spec))];
  const option = new Option(`${flag} <name>`, described);
  return [choices === undefined ? option : option.choices(choices)];
}

/** Both ways of a switch, of which help shows the one that changes something. */
function switches(flag: string, help: string, { value: on, text }: Default): Option[] {
  const remark = text.includes(',') ? ` (default: ${text})` : '';
  const [turnOn, turnOff] = [
    new Option(flag, `${help}${remark}`),
    new Option(flag.replace('--', '--no-'), `switch off: ${help}${remark}`),
  ];
  // The first one decides that there is no default.
  return on ? [turnOn.hideHelp(), turnOff] : [turnOn, turnOff.hideHelp()];
}

const joined = (item: string, before: string | undefined): string =>
  before === undefined ? item : `${before},${item}`;

function numberOf({ range, integer, perStage }: OptionSpec): (text: string) => number | readonly number[] {
  const kind = integer ? 'a whole number' : 'a number';
  const read = (text: string): number => {
    const value = Number(text);
    const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const fits =
      text.trim() !== '' && value >= least && value <= most && (!integer || Number.isInteger(value));
    if (fits) return value;
    throw new InvalidArgumentError(`It must be ${kind}${range ? ` from ${least} to ${most}` : ''}.`);
  };
  return (text) => (perStage === true && text.includes(',') ? text.split(',').map(read) : read(text));
}
