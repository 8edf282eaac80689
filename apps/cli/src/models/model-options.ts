import {
  CLASSICAL,
  type ClassicalMethod,
  type ClassicalOptions,
  type OpenModelOptions,
} from '@celltally/counting';
import { UsageError } from '../errors.js';

/** How pictures are shown to a model, and what the classical recipe need not find out. */
export interface ModelOptions extends OpenModelOptions {
  readonly method?: ClassicalMethod;
  readonly diameter?: number;
}

/** What the classical recipe is told. */
export const classicalOptions = ({ method, diameter }: ModelOptions): ClassicalOptions => ({
  ...(method === undefined ? {} : { method }),
  ...(diameter === undefined ? {} : { diameter }),
});

/** @throws UsageError for options of the classical recipe with another model */
export function requireNetworkOptions({ method, diameter }: ModelOptions): void {
  if (method === undefined && diameter === undefined) return;
  throw new UsageError(
    `--method and --diameter are for --model ${CLASSICAL}; for other models, --scale makes cells as wide as they have seen them`,
  );
}
