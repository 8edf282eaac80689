import type { Value } from '../../graph/value.js';
import type { Emitter } from '../emitter.js';
import { CONTRIB, type Lowering } from './lowering.js';

/** A product with transposed operands: one fused operator in training graphs, transpositions in exported ones. */
export function emitMatMul(
  emitter: Emitter,
  a: { name: string; rank: number; transposed: boolean },
  b: { name: string; rank: number; transposed: boolean },
): string {
  if (!a.transposed && !b.transposed) return emitter.emit('MatMul', [a.name, b.name]);
  if (!emitter.standard) {
    return emitter.emit(
      'FusedMatMul',
      [a.name, b.name],
      { transA: a.transposed ? 1 : 0, transB: b.transposed ? 1 : 0 },
      CONTRIB,
    );
  }
  const upright = ({ name, rank, transposed }: typeof a): string => {
    if (!transposed) return name;
    const axes = Array.from({ length: rank }, (_, axis) => axis);
    return emitter.emit('Transpose', [name], { perm: [...axes.slice(0, -2), rank - 1, rank - 2] });
  };
  return emitter.emit('MatMul', [upright(a), upright(b)]);
}

export const matMul: Lowering<'matMul'> = (emitter, node, [a, b]) => {
  const [x, y] = node.inputs as readonly [Value, Value];
  return emitMatMul(
    emitter,
    { name: a as string, rank: x.shape.length, transposed: node.attributes.transposeA },
    { name: b as string, rank: y.shape.length, transposed: node.attributes.transposeB },
  );
};
