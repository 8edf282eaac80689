import { CountingError } from '../errors.js';

/** Name of the recipe, where models are named. */
export const CLASSICAL = 'classical';

/** Ways of finding cells without training. */
export const CLASSICAL_METHODS = ['nuclei', 'blobs', 'membranes'] as const;

/**
 * - `nuclei`: filled cells with an edge: a threshold, edges where the Laplacian changes its sign, a watershed of the
 *   distance to the outside;
 * - `blobs`: cells without an edge: peaks of the Laplacian of a Gaussian;
 * - `membranes`: bright cells between dark walls: a watershed of the distance to the walls.
 */
export type ClassicalMethod = (typeof CLASSICAL_METHODS)[number];

/** What the recipe would find out by itself. */
export interface ClassicalOptions {
  /** Default: by the picture, as `measurePicture` states. */
  readonly method?: ClassicalMethod;
  /** Diameter of a cell in pixels of the picture. Default: estimated from the picture. */
  readonly diameter?: number;
}

/** @throws CountingError naming the option, its rule and the value received */
export function requireClassicalOptions({
  method,
  diameter,
  ...others
}: Readonly<Record<string, unknown>>): ClassicalOptions {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new CountingError(`${CLASSICAL} has no option '${unknown}': it has method and diameter`);
  }
  if (method !== undefined && !CLASSICAL_METHODS.some((each) => each === method)) {
    throw new CountingError(
      `the method of ${CLASSICAL} must be ${CLASSICAL_METHODS.join(', ')}, received ${String(method)}`,
    );
  }
  if (diameter !== undefined && !(typeof diameter === 'number' && diameter >= 1 && diameter <= 2000)) {
    throw new CountingError(
      `the diameter of ${CLASSICAL} must be from 1 to 2000 pixels, received ${String(diameter)}`,
    );
  }
  return {
    ...(method === undefined ? {} : { method: method as ClassicalMethod }),
    ...(diameter === undefined ? {} : { diameter }),
  };
}
