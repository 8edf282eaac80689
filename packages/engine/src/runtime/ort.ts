import type {
  InferenceSession,
  InferenceSessionFactory,
  Tensor as OrtTensor,
  TensorConstructor,
} from 'onnxruntime-common';
import { allocate, type DType } from '../dtype.js';
import { DeviceError } from '../errors.js';
import { type Tensor, tensor } from '../tensor.js';

/** The part of an ONNX Runtime distribution (`onnxruntime-node`, `onnxruntime-web`) that the runtime uses. */
export interface Ort {
  readonly InferenceSession: InferenceSessionFactory;
  readonly Tensor: TensorConstructor;
}

export type { InferenceSession, OrtTensor };

const dtypes: ReadonlySet<string> = new Set<DType>(['float32', 'int64', 'int32', 'bool', 'uint8']);

const isDType = (type: string): type is DType => dtypes.has(type);

/** Wraps a host tensor for ONNX Runtime; the data is shared, not copied. */
export const toOrt = (ort: Ort, value: Tensor): OrtTensor =>
  new ort.Tensor(value.dtype, value.data as OrtTensor.DataType, value.shape);

/** Unwraps a tensor that lives on the host; the data is shared, not copied. */
export function fromOrt(value: OrtTensor): Tensor {
  if (!isDType(value.type)) {
    throw new DeviceError(
      `the program returned ${value.type}, which no tensor here holds; cast it in the graph`,
    );
  }
  return tensor(value.type, [...value.dims], value.data as Tensor['data']);
}

/** A tensor with memory of its own, never shared between threads. */
export function copyTensor<D extends DType>(value: Tensor<D>): Tensor<D> {
  const data = allocate(value.dtype, value.data.length);
  // The union of typed arrays has no common `set`; source and destination are of one dtype.
  (data as Uint8Array).set(value.data as Uint8Array);
  return { dtype: value.dtype, shape: [...value.shape], data };
}

/** The message of anything thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
