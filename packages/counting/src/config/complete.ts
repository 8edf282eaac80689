import { ConfigError } from '../errors.js';
import type { OptionSpec } from './option-spec.js';
import { type StageConfig, type TrainConfig, trainOptions } from './train-options.js';

type Value = number | boolean | string | readonly number[];

const specs: Readonly<Record<string, OptionSpec>> = trainOptions;

/**
 * Completes options with the general defaults.
 * @throws ConfigError naming the option, its rule and the value received
 */
export function completeTrainConfig(given: Readonly<Record<string, unknown>>): TrainConfig {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) {
      throw new ConfigError(`unknown option '${name}': there are ${Object.keys(specs).join(', ')}`);
    }
  }
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, checked(name, spec, given[name] ?? spec.default)]),
  ) as TrainConfig;
}

/**
 * The options of one stage of `stages`, counted from 0.
 * @throws ConfigError where an option has neither one value nor one for each stage
 */
export function stageConfig(
  config: TrainConfig,
  { stage, stages }: { readonly stage: number; readonly stages: readonly string[] },
): StageConfig {
  const valueAt = (name: string, value: Value): Value => {
    if (!Array.isArray(value)) return value;
    if (value.length === stages.length) return value[stage] as number;
    throw new ConfigError(
      `option '${name}' has ${value.length} values (${value.join(', ')}), but there ${
        stages.length === 1 ? 'is one stage' : `are ${stages.length} stages`
      } (${stages.join(', ')}): give one value, or one for each stage`,
    );
  };
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, valueAt(name, value)]),
  ) as StageConfig;
}

function checked(name: string, spec: OptionSpec, given: unknown): Value {
  if (spec.perStage !== true) return checkedOne(name, spec, given);
  const value = oneOrMany(given);
  if (!Array.isArray(value)) return checkedOne(name, spec, value);
  if (value.length < 2) return checkedOne(name, spec, value[0]);
  return value.map((each) => checkedOne(name, spec, each) as number);
}

/** `60,40`, as a recipe or a command line has it, is a list. */
function oneOrMany(given: unknown): unknown {
  if (typeof given !== 'string' || !/^[^,]+(,[^,]+)*$/.test(given)) return given;
  const numbers = given.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return numbers.some(Number.isNaN) ? given : numbers;
}

function checkedOne(name: string, spec: OptionSpec, value: unknown): number | boolean | string {
  const refuse = (rule: string): never => {
    throw new ConfigError(
      `option '${name}' must be ${rule}, received ${typeof value === 'number' ? value : JSON.stringify(value)}`,
    );
  };
  if (typeof value !== typeof spec.default) return refuse(`a ${typeof spec.default}`);
  if (typeof value === 'number') {
    const [least, most] = spec.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (!(value >= least && value <= most)) return refuse(`from ${least} to ${most}`);
    if (spec.integer && !Number.isInteger(value)) return refuse('a whole number');
  }
  if (spec.choices && !spec.choices.includes(value as string))
    return refuse(`one of ${spec.choices.join(', ')}`);
  return value as number | boolean | string;
}
