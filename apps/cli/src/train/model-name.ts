import { UsageError } from '../errors.js';

/** What BioImage.IO allows in the name of a model. */
const ALLOWED = /^[\w+() -]{5,128}$/;

/**
 * The name of the model to be: the one given, else data set and architecture.
 * @throws UsageError for a name that a model package may not have, before a long training and not after it
 */
export function modelName(given: string | undefined, dataset: string, architecture: string): string {
  if (given === undefined) return `${dataset} ${architecture}`.replaceAll(/[^\w+() -]/g, '-').slice(0, 128);
  if (ALLOWED.test(given)) return given;
  throw new UsageError(
    `--name must be 5 to 128 letters, digits, blanks and _+-(), as BioImage.IO has it, but is "${given}"`,
  );
}
