import type { Samples } from '../image.js';

/** A new array of zeros, of the same sample type. */
export function emptyLike<T extends Samples>(samples: T, length: number): T {
  return new (samples.constructor as new (length: number) => T)(length);
}
