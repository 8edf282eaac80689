/** Every error that leaves this package extends this class. */
export class EngineError extends Error {
  override readonly name: string = 'EngineError';
}

/** Operands of an op do not fit together. The message names op, operand and shapes. */
export class ShapeError extends EngineError {
  override readonly name = 'ShapeError';
  readonly op: string;
  constructor(op: string, message: string) {
    super(`${op}: ${message}`);
    this.op = op;
  }
}

/** A host tensor's data does not fit its shape or element type. */
export class TensorError extends EngineError {
  override readonly name = 'TensorError';
}

/** A gradient was asked through an op that has none. */
export class GradientError extends EngineError {
  override readonly name = 'GradientError';
}

/** A graph cannot be compiled: an op has no standard ONNX form, or a size stays unknown. */
export class CompileError extends EngineError {
  override readonly name = 'CompileError';
}

/** The device is not there, or refused a program. The message says which devices there are. */
export class DeviceError extends EngineError {
  override readonly name = 'DeviceError';
}

/** A program was fed a tensor that is missing, unknown, or of the wrong type or shape. */
export class FeedError extends EngineError {
  override readonly name = 'FeedError';
}

/** A file of tensors is malformed. */
export class TensorFileError extends EngineError {
  override readonly name = 'TensorFileError';
}
