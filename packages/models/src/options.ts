import type { Architecture } from './architecture.js';
import { ArchitectureOptionError, UnknownNameError } from './errors.js';

/** Value of an option of a network; a text is one of the few names that the network knows. */
export type OptionValue = number | boolean | string;

/** Options of a network as packages and command lines hold them. */
export type NetworkOptions = Readonly<Record<string, OptionValue>>;

/**
 * Completes options with an architecture's defaults.
 * @throws UnknownNameError for an option that the architecture does not have
 * @throws ArchitectureOptionError for a value of another type than the default
 */
export function completeOptions(
  { name: architecture, defaults }: Architecture,
  given: Readonly<Record<string, unknown>>,
): NetworkOptions {
  const options: Record<string, OptionValue> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    const usual = defaults[name];
    if (usual === undefined) throw new UnknownNameError('option', name, Object.keys(defaults));
    if (typeof value !== typeof usual)
      throw new ArchitectureOptionError(architecture, name, `a ${typeof usual}`, value);
    options[name] = value as OptionValue;
  }
  return options;
}
