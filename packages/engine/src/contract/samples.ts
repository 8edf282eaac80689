import { elementCount, floats, type Tensor } from '../tensor.js';

/** Reproducible numbers in [0, 1): the generator "mulberry32". */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Samples in [low, high), for smooth functions. */
export function uniform(shape: readonly number[], seed: number, low = -1, high = 1): Tensor<'float32'> {
  const random = randomNumbers(seed);
  return floats(
    shape,
    Array.from({ length: elementCount(shape) }, () => low + (high - low) * random()),
  );
}

/**
 * Samples of which any two are 0.1 apart or more, in random order: odd multiples of 0.05. Functions with kinks (maxima,
 * rectifiers) at multiples of 0.1 stay on one side of them when a sample moves by less than 0.05.
 */
export function distinct(shape: readonly number[], seed: number): Tensor<'float32'> {
  const random = randomNumbers(seed);
  const count = elementCount(shape);
  const keyed = Array.from({ length: count }, (_, i) => ({
    key: random(),
    value: 0.1 * (i - Math.floor(count / 2)) + 0.05,
  }));
  return floats(
    shape,
    keyed.sort((a, b) => a.key - b.key).map(({ value }) => value),
  );
}
