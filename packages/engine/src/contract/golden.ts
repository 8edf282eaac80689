import type { Tensor } from '../tensor.js';

/** One case of a golden file: what is computed, and how far a result may be from the recorded one. */
export interface GoldenCase {
  readonly name: string;
  readonly op: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Names of the operands; the tensor file holds them as `CASE/INPUT`. */
  readonly inputs?: readonly string[];
  /** Largest error that passes, in the unit of `Deviation.error`. */
  readonly tolerance: number;
}

/** The golden tensors by their names in the tensor file. */
export type GoldenTensors = ReadonlyMap<string, Tensor>;

/** How far a tensor is from its golden value: the largest difference as a share of the largest golden value. */
export interface Deviation {
  readonly tensor: string;
  readonly error: number;
}

/** The named golden tensor. @throws Error if the file has none */
export function goldenTensor(tensors: GoldenTensors, name: string): Tensor {
  const found = tensors.get(name);
  if (found === undefined) throw new Error(`the golden file has no tensor ${name}`);
  return found;
}

/** Largest absolute difference over the largest absolute expected value; infinite for NaN or another length. */
export function deviation(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let scale = Number.MIN_VALUE;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i] as number, expected[i] as number];
    const difference = Math.abs(a - e);
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
    scale = Math.max(scale, Math.abs(e));
    largest = Math.max(largest, difference);
  }
  return largest / scale;
}
