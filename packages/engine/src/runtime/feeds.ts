import { FeedError } from '../errors.js';
import { elementCount, type Tensor } from '../tensor.js';
import type { TensorSpec } from './device.js';

/** What validation needs of a tensor, wherever its data lives. */
export interface TensorType {
  readonly dtype: string;
  readonly shape: readonly number[];
}

const describe = (dtype: string, shape: readonly (number | string)[]): string =>
  `${dtype} [${shape.join(', ')}]`;

/** Whether `shape` fits; symbolic sizes are looked up in `sizes`, and bound there at their first sight. */
function fits(
  expected: readonly (number | string)[],
  shape: readonly number[],
  sizes: Map<string, number>,
): boolean {
  return (
    expected.length === shape.length &&
    expected.every((size, axis) => {
      const received = shape[axis]!;
      if (typeof size === 'number') return size === received;
      if (!sizes.has(size)) sizes.set(size, received);
      return sizes.get(size) === received;
    })
  );
}

function checkOne(
  spec: TensorSpec,
  value: TensorType,
  origin: 'fed' | 'resident',
  sizes: Map<string, number>,
) {
  if (value.dtype === spec.dtype && fits(spec.shape, value.shape, sizes)) return;
  const bound = [...sizes].map(([name, size]) => `${name} = ${size}`).join(', ');
  throw new FeedError(
    `input "${spec.name}" expects ${describe(spec.dtype, spec.shape)}${bound && ` with ${bound}`}, ` +
      `the ${origin} tensor is ${describe(value.dtype, value.shape)}`,
  );
}

/**
 * Checks what a program is about to read: every input is fed or resident, of the expected element type and shape, a
 * symbolic size is the same wherever it stands, and nothing is fed that the program does not know.
 * @throws FeedError naming the input, what it expects and what it received
 */
export function checkFeeds(
  inputs: readonly TensorSpec[],
  feeds: Readonly<Record<string, Tensor>>,
  residents: ReadonlyMap<string, TensorType>,
): void {
  const known = new Set(inputs.map(({ name }) => name));
  for (const name of Object.keys(feeds)) {
    if (!known.has(name)) {
      throw new FeedError(`the program has no input "${name}"; its inputs are ${[...known].join(', ')}`);
    }
  }
  const sizes = new Map<string, number>();
  for (const spec of inputs) {
    const fed = feeds[spec.name];
    const value = fed ?? residents.get(spec.name);
    if (!value) {
      throw new FeedError(
        `input "${spec.name}" (${describe(spec.dtype, spec.shape)}) is neither fed nor resident: feed it, or write it to the device`,
      );
    }
    checkOne(spec, value, fed ? 'fed' : 'resident', sizes);
    if (fed && fed.data.length !== elementCount(fed.shape)) {
      throw new FeedError(
        `input "${spec.name}" of shape [${fed.shape.join(', ')}] needs ${elementCount(fed.shape)} elements, received ${fed.data.length}`,
      );
    }
  }
}
