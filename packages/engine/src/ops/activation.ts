import type { DType } from '../dtype.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { add, div, greater, mul, neg, sign, sub, where } from './arithmetic.js';
import type { OpAttributes } from './attributes.js';
import { requireDType } from './operand.js';

type Unary =
  | 'abs'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'reciprocal'
  | 'floor'
  | 'step'
  | 'erf'
  | 'sigmoid'
  | 'tanh'
  | 'softplus'
  | 'relu'
  | 'leakyRelu'
  | 'clip';

/** An element-wise function of one float operand; the rule gets the cotangent, the operand and the result. */
const unary = <K extends Unary>(
  name: K,
  rule: (dy: Value, x: Value, y: Value, attributes: OpAttributes[K]) => Value | undefined,
): OpDefinition<K> => ({
  name,
  infer: ([x]) => {
    requireDType(name, 'x', x as Value, 'float32');
    return [{ dtype: 'float32', shape: (x as Value).shape }];
  },
  gradient: (node, [dy]) => [
    rule(dy as Value, node.inputs[0] as Value, node.outputs[0] as Value, node.attributes),
  ],
});

export const absOp = unary('abs', (dy, x) => mul(dy, sign(x)));
export const expOp = unary('exp', (dy, _, y) => mul(dy, y));
export const logOp = unary('log', (dy, x) => div(dy, x));
export const sqrtOp = unary('sqrt', (dy, _, y) => div(mul(dy, 0.5), y));
export const reciprocalOp = unary('reciprocal', (dy, _, y) => neg(mul(dy, mul(y, y))));
export const floorOp = unary('floor', () => undefined);
export const erfOp = unary('erf', (dy, x) => mul(dy, mul(exp(neg(mul(x, x))), 2 / Math.sqrt(Math.PI))));
export const sigmoidOp = unary('sigmoid', (dy, _, y) => mul(dy, mul(y, sub(1, y))));
export const tanhOp = unary('tanh', (dy, _, y) => mul(dy, sub(1, mul(y, y))));
export const softplusOp = unary('softplus', (dy, x) => mul(dy, sigmoid(x)));
export const stepOp = unary('step', () => undefined);
export const reluOp = unary('relu', (dy, _, y) => mul(dy, step(y)));
export const leakyReluOp = unary('leakyRelu', (dy, x, _, { slope }) =>
  where(greater(x, 0), dy, mul(dy, slope)),
);
// Strictly inside the bounds passes.
export const clipOp = unary('clip', (dy, _, y, { min, max }) =>
  mul(dy, mul(step(min === 0 ? y : sub(y, min)), step(sub(max, y)))),
);

export const castOp: OpDefinition<'cast'> = {
  name: 'cast',
  infer: ([x], { to }) => [{ dtype: to, shape: (x as Value).shape }],
  gradient: (node, [dy]) => [
    (node.inputs[0] as Value).dtype === 'float32' && node.attributes.to === 'float32' ? dy : undefined,
  ],
};

export const stopGradientOp: OpDefinition<'stopGradient'> = {
  name: 'stopGradient',
  infer: ([x]) => [{ dtype: (x as Value).dtype, shape: (x as Value).shape }],
  gradient: () => [undefined],
};

export const abs = (x: Value): Value => applyOne(absOp, [x], {});
export const exp = (x: Value): Value => applyOne(expOp, [x], {});
export const log = (x: Value): Value => applyOne(logOp, [x], {});
export const sqrt = (x: Value): Value => applyOne(sqrtOp, [x], {});
export const reciprocal = (x: Value): Value => applyOne(reciprocalOp, [x], {});
export const floor = (x: Value): Value => applyOne(floorOp, [x], {});
/** 1 above zero, 0 elsewhere. */
export const step = (x: Value): Value => applyOne(stepOp, [x], {});
export const erf = (x: Value): Value => applyOne(erfOp, [x], {});
export const sigmoid = (x: Value): Value => applyOne(sigmoidOp, [x], {});
export const tanh = (x: Value): Value => applyOne(tanhOp, [x], {});
/** `log(1 + exp(x))`. */
export const softplus = (x: Value): Value => applyOne(softplusOp, [x], {});
export const relu = (x: Value): Value => applyOne(reluOp, [x], {});
/** `x` above zero, `slope·x` below. */
export const leakyRelu = (x: Value, slope = 0.01): Value => applyOne(leakyReluOp, [x], { slope });
/** Limits to `[min, max]`. */
export const clip = (x: Value, min: number, max: number): Value => applyOne(clipOp, [x], { min, max });
export const relu6 = (x: Value): Value => clip(x, 0, 6);
/** `x·sigmoid(x)`, also called swish. */
export const silu = (x: Value): Value => mul(x, sigmoid(x));
/** The exact Gaussian error linear unit, `x·Φ(x)`. */
export const gelu = (x: Value): Value => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
export const cast = (x: Value, to: DType): Value => (x.dtype === to ? x : applyOne(castOp, [x], { to }));
/** The same value, through which no gradient flows. */
export const stopGradient = (x: Value): Value => applyOne(stopGradientOp, [x], {});
