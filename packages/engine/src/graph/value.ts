import type { DType } from '../dtype.js';
import type { OpAttributes, OpName } from '../ops/attributes.js';
import type { Shape } from '../shape.js';

/** Element type and shape of a value, known before anything runs. */
export interface TensorType {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** One result of a node: an edge of the graph. Values are immutable; a graph is what its outputs reach. */
export interface Value extends TensorType {
  readonly node: Node;
  /** Which of the node's outputs this is. */
  readonly index: number;
}

/** One application of an op. */
export interface Node<K extends OpName = OpName> {
  readonly op: OpDefinition<K>;
  readonly inputs: readonly Value[];
  readonly attributes: OpAttributes[K];
  readonly outputs: readonly Value[];
}

/**
 * What a gradient rule returns for each input: the cotangent, or `undefined` where nothing flows. The walk sums a
 * cotangent over broadcast axes itself, so rules stay local formulas.
 */
export type Cotangents = readonly (Value | undefined)[];

/**
 * The gradient of an op: from the node and the cotangents of its outputs (undefined where unused), those of its
 * inputs. An op without derivative says why.
 */
export type GradientRule<K extends OpName> =
  | ((node: Node<K>, cotangents: Cotangents) => Cotangents)
  | { readonly notDifferentiable: string };

/** An op: its name, its shape rule, its gradient. What it becomes in ONNX stands in `onnx/lower`. */
export interface OpDefinition<K extends OpName = OpName> {
  readonly name: K;
  /** Types of the outputs. @throws ShapeError naming op, operand and shapes */
  infer(inputs: readonly Value[], attributes: OpAttributes[K]): readonly TensorType[];
  readonly gradient: GradientRule<K>;
}

/** Applies an op: checks and infers, and returns the node's outputs. */
export function apply<K extends OpName>(
  op: OpDefinition<K>,
  inputs: readonly Value[],
  attributes: OpAttributes[K],
): readonly Value[] {
  const outputs: Value[] = [];
  // Definitions are stored by their exact name; the walk and the encoder read them by the union of names.
  const node = { op, inputs, attributes, outputs } as unknown as Node;
  op.infer(inputs, attributes).forEach((type, index) => {
    outputs.push({ dtype: type.dtype, shape: type.shape, node, index });
  });
  return outputs;
}

/** `apply` for the many ops with one output. */
export const applyOne = <K extends OpName>(
  op: OpDefinition<K>,
  inputs: readonly Value[],
  attributes: OpAttributes[K],
): Value => apply(op, inputs, attributes)[0] as Value;
