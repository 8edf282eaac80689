import { ArchitectureOptionError, UnknownNameError } from './errors.js';
import type { Architecture } from './model.js';

/** Options of a network as packages and command lines hold them. */
export type NetworkOptions = Readonly<Record<string, number | boolean>>;

/**
 * Completes options with an architecture's defaults.
 * @throws UnknownNameError for an option that the architecture does not have
 * @throws ArchitectureOptionError for a value of another type than the default
 */
export function completeOptions(
  { name: architecture, defaults }: Architecture,
  given: Readonly<Record<string, unknown>>,
): NetworkOptions {
  const options: Record<string, number | boolean> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    const usual = defaults[name];
    if (usual === undefined) throw new UnknownNameError('option', name, Object.keys(defaults));
    if ((typeof value !== 'number' && typeof value !== 'boolean') || typeof value !== typeof usual) {
      throw new ArchitectureOptionError(architecture, name, `a ${typeof usual}`, value);
    }
    options[name] = value;
  }
  return options;
}
