import { floats, type Tensor } from '@celltally/engine';
import { NetworkError } from './errors.js';
import type { RandomSource } from './initialise.js';
import type { Declaration } from './scope.js';

/** Where each named tensor stands in one flat vector. */
export interface FlatLayout {
  readonly length: number;
  readonly entries: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly offset: number;
    readonly length: number;
  }[];
}

export function flatLayout(declarations: readonly Pick<Declaration, 'name' | 'shape'>[]): FlatLayout {
  let offset = 0;
  const entries = declarations.map(({ name, shape }) => {
    const length = shape.reduce((n, d) => n * d, 1);
    const entry = { name, shape, offset, length };
    offset += length;
    return entry;
  });
  return { length: offset, entries };
}

/** The initial vector of freshly initialised tensors. */
export function initialVector(declarations: readonly Declaration[], random: RandomSource): Float32Array {
  const layout = flatLayout(declarations);
  const vector = new Float32Array(layout.length);
  declarations.forEach(({ shape, initialise }, i) => {
    vector.set(initialise(shape, random), (layout.entries[i] as { offset: number }).offset);
  });
  return vector;
}

/** A flat vector as named tensors (views, not copies). */
export const unflatten = (layout: FlatLayout, vector: Float32Array): Map<string, Tensor<'float32'>> =>
  new Map(
    layout.entries.map(({ name, shape, offset, length }) => [
      name,
      floats(shape, vector.subarray(offset, offset + length)),
    ]),
  );

/** Named tensors as one flat vector. @throws NetworkError naming the tensor that is missing or has another shape */
export function flatten(layout: FlatLayout, tensors: ReadonlyMap<string, Tensor>): Float32Array {
  const vector = new Float32Array(layout.length);
  for (const { name, shape, offset } of layout.entries) {
    const found = tensors.get(name);
    if (found === undefined) throw new NetworkError(`tensor '${name}' is missing from the file`);
    if (found.dtype !== 'float32' || found.shape.join() !== shape.join()) {
      throw new NetworkError(
        `tensor '${name}' has shape [${found.shape.join(', ')}], the network needs [${shape.join(', ')}]`,
      );
    }
    vector.set(found.data as Float32Array, offset);
  }
  return vector;
}
