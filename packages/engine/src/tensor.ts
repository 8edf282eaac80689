import { allocate, type DType, type DTypeArrays, type TensorData } from './dtype.js';
import { TensorError } from './errors.js';

/** A dense array on the host, row-major. Any object of this structure is a tensor. */
export interface Tensor<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly number[];
  readonly data: DTypeArrays[D];
}

/** Number of elements of a shape. */
export const elementCount = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

/** A host tensor over `data`; the length must be the product of `shape`. */
export function tensor<D extends DType>(dtype: D, shape: readonly number[], data: DTypeArrays[D]): Tensor<D> {
  if (data.length !== elementCount(shape)) {
    throw new TensorError(
      `a ${dtype} tensor of shape [${shape.join(', ')}] needs ${elementCount(shape)} elements, received ${data.length}`,
    );
  }
  return { dtype, shape, data };
}

/** A float32 tensor from an array of numbers. */
export const floats = (shape: readonly number[], values: ArrayLike<number>): Tensor<'float32'> =>
  tensor('float32', shape, values instanceof Float32Array ? values : Float32Array.from(values));

/** A float32 scalar. */
export const scalar = (value: number): Tensor<'float32'> => floats([], [value]);

/** An int64 tensor from an array of integers. */
export const integers = (shape: readonly number[], values: ArrayLike<number>): Tensor<'int64'> =>
  tensor(
    'int64',
    shape,
    BigInt64Array.from(Array.from(values), (v) => BigInt(v)),
  );

/** A zeroed tensor. */
export const zeros = <D extends DType>(dtype: D, shape: readonly number[]): Tensor<D> =>
  tensor(dtype, shape, allocate(dtype, elementCount(shape)));

/** A float32 tensor that holds `value` everywhere. */
export const filled = (shape: readonly number[], value: number): Tensor<'float32'> => {
  const result = zeros('float32', shape);
  result.data.fill(value);
  return result;
};

/** The float32 data of a tensor; throws `TensorError` for another element type. */
export function floatData(value: Tensor): Float32Array {
  if (value.dtype !== 'float32') throw new TensorError(`expected float32 data, received ${value.dtype}`);
  return value.data as TensorData as Float32Array;
}
