import type { DType } from '../dtype.js';
import type { Tensor } from '../tensor.js';

/** Where a program runs. `cpu`, `cuda`, `coreml` and `dml` exist under Node, `wasm` in the browser, `webgpu` in both. */
export type DeviceName = 'cpu' | 'wasm' | 'webgpu' | 'cuda' | 'coreml' | 'dml';

export interface DeviceOptions {
  /** Threads of one operator. Default: all cores. */
  readonly threads?: number;
  /** Writes ONNX Runtime's profile beside this path prefix when the program is released. Node only. */
  readonly profile?: string;
}

/** Name, element type and shape of an input or output; a symbolic size is a string. */
export interface TensorSpec {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly (number | string)[];
}

/** A graph compiled to ONNX, with what the runtime must know of it. */
export interface CompiledProgram {
  /** ONNX model bytes. */
  readonly model: Uint8Array;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /**
   * Outputs that replace a resident tensor: output name -> resident name. They stay on the device and are not
   * returned. An input that is not fed is taken from the resident tensor of its own name.
   */
  readonly updates: Readonly<Record<string, string>>;
}

/** A program loaded on a device. */
export interface Program {
  /**
   * Runs once. Inputs that `feeds` does not name are taken from the device's resident tensors. Returns the outputs
   * (those in `fetch`, by default all that update nothing).
   * @throws FeedError for a missing, unknown or ill-shaped input
   */
  run(feeds: Readonly<Record<string, Tensor>>, fetch?: readonly string[]): Promise<Record<string, Tensor>>;
  /** Frees the program; resident tensors stay. */
  release(): Promise<void>;
}

/**
 * One accelerator (or the processor) with the tensors that live on it. Programs loaded on one device share its
 * resident tensors by name: a training step updates the parameters that the validation program reads.
 */
export interface Device {
  readonly name: DeviceName;
  load(program: CompiledProgram): Promise<Program>;
  /** Puts tensors on the device under their names, replacing what was there. */
  write(residents: Readonly<Record<string, Tensor>>): Promise<void>;
  /** Copies resident tensors back. @throws FeedError if a name is unknown */
  read(names: readonly string[]): Promise<Record<string, Tensor>>;
  /** Frees every program and resident tensor, and the thread behind them. */
  close(): Promise<void>;
}

/** Opens a device. @throws DeviceError naming the devices that exist here */
export type OpenDevice = (name: DeviceName, options?: DeviceOptions) => Promise<Device>;
