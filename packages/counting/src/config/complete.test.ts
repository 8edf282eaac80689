import { describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import { completeTrainConfig } from './complete.js';
import type { OptionSpec } from './option-spec.js';
import { trainOptions } from './train-options.js';

const specs: readonly (readonly [string, OptionSpec])[] = Object.entries(trainOptions);
const numbers = specs.filter(([, { range }]) => range !== undefined);
const whole = specs.filter(([, { integer }]) => integer === true);
const chosen = specs.filter(([, { choices }]) => choices !== undefined);

/** The message with which an option is refused. */
function refusal(given: Readonly<Record<string, unknown>>): string {
  try {
    completeTrainConfig(given);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('completeTrainConfig', () => {
  it('has a valid default for every option, and keeps what is given', () => {
    const defaults = Object.fromEntries(specs.map(([name, spec]) => [name, spec.default]));
    expect(completeTrainConfig({})).toEqual(defaults);
    expect(completeTrainConfig(defaults)).toEqual(defaults);
    expect(completeTrainConfig({ epochs: 7, flips: false })).toEqual({
      ...defaults,
      epochs: 7,
      flips: false,
    });
  });

  it('gives every number a range', () => {
    expect(numbers.map(([name]) => name)).toEqual(
      specs.filter(([, spec]) => typeof spec.default === 'number').map(([name]) => name),
    );
  });

  it.each(numbers)('%s: accepts its limits, refuses what lies beyond', (name, { range }) => {
    const [least, most] = range as readonly [number, number];
    for (const value of [least, most]) {
      expect(completeTrainConfig({ [name]: value })).toMatchObject({ [name]: value });
    }
    for (const value of [least - 1, most + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(refusal({ [name]: value })).toBe(
        `option '${name}' must be from ${least} to ${most}, received ${value}`,
      );
    }
  });

  it.each(whole)('%s: must be whole', (name, { range }) => {
    const value = (range as readonly [number, number])[0] + 0.5;
    expect(refusal({ [name]: value })).toBe(`option '${name}' must be a whole number, received ${value}`);
  });

  it.each(chosen)('%s: must be one of its choices', (name, { choices }) => {
    for (const value of choices as readonly string[]) {
      expect(completeTrainConfig({ [name]: value })).toMatchObject({ [name]: value });
    }
    expect(refusal({ [name]: 'else' })).toBe(
      `option '${name}' must be one of ${choices?.join(', ')}, received "else"`,
    );
  });

  it.each(specs)('%s: must have the type of its default', (name, spec) => {
    const value = typeof spec.default === 'string' ? 1 : 'text';
    expect(refusal({ [name]: value })).toContain(
      `option '${name}' must be a ${typeof spec.default}, received`,
    );
  });

  it.each(['epoch', 'toString'])('refuses the unknown option %s and lists those that exist', (name) => {
    expect(refusal({ [name]: 1 })).toBe(
      `unknown option '${name}': there are ${specs.map(([known]) => known).join(', ')}`,
    );
  });
});
