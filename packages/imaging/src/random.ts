import { ImagingError } from './errors.js';

/** Everything a generator knows: four unsigned 32-bit words, fit for JSON. */
export type RandomState = readonly [number, number, number, number];

/** A stream of pseudo-random numbers. Its whole state can be saved and restored. */
export interface Random {
  /** Uniform over the integers `0 .. 2^32 - 1`. */
  bits(): number;
  /** Uniform over `[0, 1)`, 53 bits. */
  uniform(): number;
  /** Standard normal: mean 0, variance 1. */
  normal(): number;
  /** Uniform over the integers `0 .. n - 1`, without modulo bias; `n` is 1 to 2^32. */
  integer(n: number): number;
  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<A extends { [index: number]: unknown; readonly length: number }>(items: A): A;
  /**
   * A new stream that depends on this one's present state and the label, and leaves this one untouched.
   * Parts that fork under labels of their own stay reproducible when another part draws more numbers.
   */
  fork(label: string): Random;
  state(): RandomState;
}

/**
 * A generator whose sequence the seed alone decides: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled Linear
 * Pseudorandom Number Generators", 2021), its state filled by SplitMix32. `uniform`, `integer` and `shuffle` give the
 * same numbers everywhere; `normal` uses `Math.log`, whose last bit may differ between JavaScript engines.
 *
 * @param seed an integer from 0 to 2^53 - 1
 */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new ImagingError(`seed must be an integer from 0 to 2^53 - 1, but is ${seed}: pass e.g. 1.`);
  }
  return restoreRandom(expand(seed >>> 0, Math.floor(seed / 2 ** 32)));
}

/** Continues a stream exactly where {@link Random.state} was taken. */
export function restoreRandom(state: RandomState): Random {
  const words: readonly number[] = state;
  const valid = words.length === 4 && words.every((word) => word >>> 0 === word) && words.some(Boolean);
  if (!valid) {
    throw new ImagingError(
      `random state must be four unsigned 32-bit integers, not all zero, but is [${words.join(', ')}]: pass what state() returned.`,
    );
  }
  let [a, b, c, d] = state;

  const bits = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const uniform = (): number => ((bits() >>> 5) * 0x4000000 + (bits() >>> 6)) / 0x20000000000000;
  const integer = (n: number): number => {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
      throw new ImagingError(`n must be an integer from 1 to 2^32, but is ${n}: is the list empty?`);
    }
    const limit = 2 ** 32 - (2 ** 32 % n);
    let value = bits();
    while (value >= limit) value = bits();
    return value % n;
  };
  const now = (): RandomState => [a >>> 0, b >>> 0, c >>> 0, d >>> 0];

  return {
    bits,
    uniform,
    integer,
    normal: () => polar(uniform),
    shuffle: (items) => {
      const list: { [index: number]: unknown } = items;
      for (let last = items.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        const kept = list[last];
        list[last] = list[other];
        list[other] = kept;
      }
      return items;
    },
    fork: (label) => {
      let [low, high] = [hash(label, 0x811c9dc5), hash(label, 0x9747b28c)];
      for (const word of now()) {
        low = scramble(low ^ word);
        high = scramble((high + word) | 0);
      }
      return restoreRandom(expand(low, high));
    },
    state: now,
  };
}

/** Marsaglia's polar method. Its second number is thrown away, so that the four words stay the whole state. */
function polar(uniform: () => number): number {
  for (;;) {
    const x = 2 * uniform() - 1;
    const y = 2 * uniform() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

function expand(low: number, high: number): RandomState {
  let counter = low ^ scramble(high);
  const next = (): number => {
    counter = (counter + 0x9e3779b9) | 0;
    return scramble(counter);
  };
  // The scrambler is a bijection of distinct counters, so at most one of the four words can be zero.
  return [next(), next(), next(), next()];
}

/** The finaliser of MurmurHash3: a bijection of 32-bit words. */
function scramble(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string, basis: number): number {
  let value = basis;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
