import { GradientError } from '../errors.js';
import { topologicalOrder } from '../graph/topology.js';
import type { Node, Value } from '../graph/value.js';
import { add } from '../ops/arithmetic.js';
import { zerosLike } from '../ops/fill.js';
import { expand, reshape } from '../ops/layout.js';
import { sum } from '../ops/reduce.js';
import { constant } from '../ops/source.js';
import { formatShape, type Shape, sameDim, sameShape } from '../shape.js';

/**
 * Reverse-mode differentiation: the gradients of `output` with respect to each of `wrt`, as new nodes of the same
 * graph. `seed` is the cotangent of the output; without it the output must be a scalar. A value that the output does
 * not depend on gets zeros.
 * @throws GradientError if the way back leads through an op without derivative
 */
export function gradients(output: Value, wrt: readonly Value[], seed?: Value): Value[] {
  if (seed === undefined && output.shape.length > 0) {
    throw new GradientError(
      `the gradient of a value of shape ${formatShape(output.shape)} needs a seed cotangent; a scalar needs none`,
    );
  }
  if (seed !== undefined && !sameShape(seed.shape, output.shape)) {
    throw new GradientError(
      `the seed cotangent must have the output's shape ${formatShape(output.shape)}, received ${formatShape(seed.shape)}`,
    );
  }
  const order = topologicalOrder([output]);
  const needed = dependents(order, wrt);
  const cotangents = new Map<Value, Value>([[output, seed ?? constant(1)]]);
  for (const node of order.reverse()) {
    if (!node.inputs.some((value) => needed.has(value.node))) continue;
    if (!node.outputs.some((value) => cotangents.has(value))) continue;
    const rule = node.op.gradient;
    if (typeof rule !== 'function') throw new GradientError(`${node.op.name}: ${rule.notDifferentiable}`);
    const received = rule(
      node as never,
      node.outputs.map((value) => cotangents.get(value)),
    );
    node.inputs.forEach((value, i) => {
      const cotangent = received[i];
      if (cotangent === undefined || !needed.has(value.node)) return;
      const fitted = sumToShape(cotangent, value.shape);
      const sofar = cotangents.get(value);
      cotangents.set(value, sofar ? add(sofar, fitted) : fitted);
    });
  }
  return wrt.map((value) => cotangents.get(value) ?? zerosLike(value));
}

/** The nodes through which one of `sources` reaches the end of `order`: no others need a cotangent. */
function dependents(order: readonly Node[], sources: readonly Value[]): ReadonlySet<Node> {
  const needed = new Set<Node>(sources.map((value) => value.node));
  for (const node of order) {
    if (node.inputs.some((value) => needed.has(value.node))) needed.add(node);
  }
  return needed;
}

/** Undoes broadcasting: sums over the axes along which `shape` was repeated. */
function sumToShape(value: Value, shape: Shape): Value {
  const extra = value.shape.length - shape.length;
  const axes = value.shape.flatMap((dim, axis) =>
    axis < extra || (shape[axis - extra] === 1 && !sameDim(dim, 1)) ? [axis] : [],
  );
  if (axes.length > 0) return reshape(sum(value, { axes, keepDims: true }), shape);
  // A rule may return one number for a whole tensor.
  const smaller = extra < 0 || value.shape.some((dim, axis) => !sameDim(dim, shape[axis - extra] as never));
  return smaller ? expand(value, shape) : value;
}
