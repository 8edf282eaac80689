import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { broadcastShapes, type Dim, formatDim, formatShape, sameDim } from '../shape.js';
import { requireSameDType } from './operand.js';

const described = ({ shape }: Value, transposed: boolean): string =>
  transposed ? `${formatShape(shape)} transposed` : formatShape(shape);

export const matMulOp: OpDefinition<'matMul'> = {
  name: 'matMul',
  infer: ([x, y], { transposeA, transposeB }) => {
    const [a, b] = [x as Value, y as Value];
    requireSameDType('matMul', a, b);
    if (a.shape.length < 2 || b.shape.length < 2) {
      throw new ShapeError(
        'matMul',
        `needs matrices, received ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
      );
    }
    const last = (shape: readonly Dim[], swap: boolean): [Dim, Dim] => {
      const [m, n] = shape.slice(-2) as [Dim, Dim];
      return swap ? [n, m] : [m, n];
    };
    const [rows, inner] = last(a.shape, transposeA);
    const [innerB, columns] = last(b.shape, transposeB);
    if (!sameDim(inner, innerB)) {
      throw new ShapeError(
        'matMul',
        `${described(a, transposeA)} and ${described(b, transposeB)} do not meet: ${formatDim(inner)} columns, ${formatDim(innerB)} rows`,
      );
    }
    const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2), 'matMul');
    return [{ dtype: a.dtype, shape: [...batch, rows, columns] }];
  },
  gradient: (node, [cotangent]) => {
    const [a, b] = node.inputs as readonly [Value, Value];
    const dy = cotangent as Value;
    const { transposeA, transposeB } = node.attributes;
    return [
      transposeA
        ? matMul(b, dy, { transposeA: transposeB, transposeB: true })
        : matMul(dy, b, { transposeB: !transposeB }),
      transposeB
        ? matMul(dy, a, { transposeA: true, transposeB: transposeA })
        : matMul(a, dy, { transposeA: !transposeA }),
    ];
  },
};

/** Matrix product over the last two axes, either operand transposed; leading axes broadcast. */
export const matMul = (
  a: Value,
  b: Value,
  options: { readonly transposeA?: boolean; readonly transposeB?: boolean } = {},
): Value =>
  applyOne(matMulOp, [a, b], {
    transposeA: options.transposeA ?? false,
    transposeB: options.transposeB ?? false,
  });
