import { applyOne, type Cotangents, type Node, type OpDefinition, type Value } from '../graph/value.js';
import { broadcastShapes } from '../shape.js';
import type { OpName } from './attributes.js';
import { requireDType, requireSameDType } from './operand.js';
import { constant } from './source.js';

type Binary = 'add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum';
type Comparison = 'equal' | 'less' | 'greater';

const operands = (node: Node): [Value, Value] => [node.inputs[0] as Value, node.inputs[1] as Value];

/** Rules give cotangents in the broadcast shape; the walk sums them back to each operand's. */
const binary = <K extends Binary>(
  name: K,
  rule: (dy: Value, a: Value, b: Value, y: Value) => Cotangents,
): OpDefinition<K> => ({
  name,
  infer: ([a, b]) => {
    requireSameDType(name, a as Value, b as Value);
    return [
      { dtype: (a as Value).dtype, shape: broadcastShapes((a as Value).shape, (b as Value).shape, name) },
    ];
  },
  gradient: (node, [dy]) => {
    const [a, b] = operands(node as unknown as Node);
    return rule(dy as Value, a, b, node.outputs[0] as Value);
  },
});

const comparison = <K extends Comparison>(name: K): OpDefinition<K> => ({
  name,
  infer: ([a, b]) => {
    requireSameDType(name, a as Value, b as Value);
    return [{ dtype: 'bool', shape: broadcastShapes((a as Value).shape, (b as Value).shape, name) }];
  },
  gradient: () => [undefined, undefined],
});

export const addOp: OpDefinition<'add'> = binary('add', (dy) => [dy, dy]);
export const subOp: OpDefinition<'sub'> = binary('sub', (dy) => [dy, neg(dy)]);
export const mulOp: OpDefinition<'mul'> = binary('mul', (dy, a, b) => [mul(dy, b), mul(dy, a)]);
export const divOp: OpDefinition<'div'> = binary('div', (dy, _, b, y) => {
  const da = div(dy, b);
  return [da, neg(mul(da, y))];
});
// At a tie both operands get half, as in PyTorch.
export const maximumOp: OpDefinition<'maximum'> = binary('maximum', (dy, a, b) => [
  mul(dy, share(sub(a, b))),
  mul(dy, share(sub(b, a))),
]);
export const minimumOp: OpDefinition<'minimum'> = binary('minimum', (dy, a, b) => [
  mul(dy, share(sub(b, a))),
  mul(dy, share(sub(a, b))),
]);
export const equalOp = comparison('equal');
export const lessOp = comparison('less');
export const greaterOp = comparison('greater');

export const andOp: OpDefinition<'and'> = {
  name: 'and',
  infer: ([a, b]) => {
    requireDType('and', 'a', a as Value, 'bool');
    requireDType('and', 'b', b as Value, 'bool');
    return [{ dtype: 'bool', shape: broadcastShapes((a as Value).shape, (b as Value).shape, 'and') }];
  },
  gradient: () => [undefined, undefined],
};

export const whereOp: OpDefinition<'where'> = {
  name: 'where',
  infer: ([condition, a, b]) => {
    requireDType('where', 'condition', condition as Value, 'bool');
    requireSameDType('where', a as Value, b as Value);
    const branches = broadcastShapes((a as Value).shape, (b as Value).shape, 'where');
    return [
      { dtype: (a as Value).dtype, shape: broadcastShapes((condition as Value).shape, branches, 'where') },
    ];
  },
  gradient: (node, [dy]) => {
    const condition = node.inputs[0] as Value;
    const zero = constant(0);
    return [undefined, where(condition, dy as Value, zero), where(condition, zero, dy as Value)];
  },
};

export const negOp: OpDefinition<'neg'> = {
  name: 'neg',
  infer: ([x]) => [{ dtype: (x as Value).dtype, shape: (x as Value).shape }],
  gradient: (_, [dy]) => [neg(dy as Value)],
};

export const signOp: OpDefinition<'sign'> = {
  name: 'sign',
  infer: ([x]) => [{ dtype: (x as Value).dtype, shape: (x as Value).shape }],
  gradient: () => [undefined],
};

/** 1 where positive, 1/2 at zero, 0 where negative. */
const share = (difference: Value): Value => mul(add(sign(difference), 1), 0.5);

/** A number stands for a constant of its own. */
export type Operand = Value | number;

const asValue = (operand: Operand): Value => (typeof operand === 'number' ? constant(operand) : operand);
type BinaryFunction = (a: Operand, b: Operand) => Value;
const make = <K extends Binary | Comparison>(op: OpDefinition<K>, a: Operand, b: Operand): Value =>
  applyOne<OpName>(op as unknown as OpDefinition, [asValue(a), asValue(b)], {});

export const add: BinaryFunction = (a, b) => make(addOp, a, b);
export const sub: BinaryFunction = (a, b) => make(subOp, a, b);
export const mul: BinaryFunction = (a, b) => make(mulOp, a, b);
export const div: BinaryFunction = (a, b) => make(divOp, a, b);
export const maximum: BinaryFunction = (a, b) => make(maximumOp, a, b);
export const minimum: BinaryFunction = (a, b) => make(minimumOp, a, b);
export const equal: BinaryFunction = (a, b) => make(equalOp, a, b);
export const less: BinaryFunction = (a, b) => make(lessOp, a, b);
export const greater: BinaryFunction = (a, b) => make(greaterOp, a, b);
/** Both conditions hold. */
export const and = (a: Value, b: Value): Value => applyOne(andOp, [a, b], {});
/** `a` where the condition holds, `b` elsewhere. */
export const where = (condition: Value, a: Operand, b: Operand): Value =>
  applyOne(whereOp, [condition, asValue(a), asValue(b)], {});
export const neg = (x: Value): Value => applyOne(negOp, [x], {});
/** -1, 0 or 1. */
export const sign = (x: Value): Value => applyOne(signOp, [x], {});
export const square = (x: Value): Value => mul(x, x);
