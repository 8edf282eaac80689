import type { Node } from '../../graph/value.js';
import type { OpName } from '../../ops/attributes.js';
import type { Emitter } from '../emitter.js';

/** Writes one node as ONNX operators: from the names of its inputs to the names of its outputs. */
export type Lowering<K extends OpName> = (
  emitter: Emitter,
  node: Node<K>,
  inputs: readonly string[],
) => string | readonly string[];

/** The contributed operators of ONNX Runtime; for training graphs only. */
export const CONTRIB = 'com.microsoft';
