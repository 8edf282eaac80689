import {
  CompileError,
  DeviceError,
  EngineError,
  FeedError,
  GradientError,
  TensorError,
  TensorFileError,
} from '../errors.js';
import type { Tensor } from '../tensor.js';
import type { CompiledProgram, DeviceName, DeviceOptions } from './device.js';
import { copyTensor, messageOf } from './ort.js';

export type Tensors = Readonly<Record<string, Tensor>>;

/** What a device's thread can be asked for. A program is known by the number that `load` returns. */
export interface Calls {
  open(name: DeviceName, options: DeviceOptions): void;
  load(program: CompiledProgram): number;
  run(program: number, feeds: Tensors, fetch: readonly string[] | undefined): Record<string, Tensor>;
  release(program: number): void;
  write(residents: Tensors): void;
  read(names: readonly string[]): Record<string, Tensor>;
}

export type Method = keyof Calls;

export interface Request<M extends Method = Method> {
  readonly id: number;
  readonly method: M;
  readonly args: Parameters<Calls[M]>;
}

/** Asks the thread to free everything and end; it ends without a reply. */
export interface CloseRequest {
  readonly method: 'close';
}

/** An error reduced to what survives the way between threads. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: PackedError };

const errorClasses: Readonly<Record<string, new (message: string) => EngineError>> = {
  CompileError,
  DeviceError,
  EngineError,
  FeedError,
  GradientError,
  TensorError,
  TensorFileError,
};

export const packError = (thrown: unknown): PackedError => ({
  name: thrown instanceof Error ? thrown.name : 'Error',
  message: messageOf(thrown),
});

/** The tagged error again; anything that has no class here was the device's fault. */
export const unpackError = ({ name, message }: PackedError): EngineError =>
  new (errorClasses[name] ?? DeviceError)(message);

export const isShared = (data: ArrayBufferView): boolean => data.buffer instanceof SharedArrayBuffer;

/**
 * Tensors ready to be posted. Ordinary memory is copied once and the copy moves to the other thread, so the caller
 * keeps its arrays; memory in a SharedArrayBuffer is posted as it is, and copied once by the thread that receives it.
 */
export function packTensors(tensors: Tensors): { readonly packed: Tensors; readonly moved: ArrayBuffer[] } {
  const moved: ArrayBuffer[] = [];
  const packed: Record<string, Tensor> = {};
  for (const [name, value] of Object.entries(tensors)) {
    if (isShared(value.data)) {
      packed[name] = value;
    } else {
      packed[name] = copyTensor(value);
      moved.push(packed[name].data.buffer as ArrayBuffer);
    }
  }
  return { packed, moved };
}

/** Received tensors as ONNX Runtime takes them: its Node binding refuses memory that threads share. */
export const unpackTensors = (tensors: Tensors): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, value]) => [name, isShared(value.data) ? copyTensor(value) : value]),
  );
