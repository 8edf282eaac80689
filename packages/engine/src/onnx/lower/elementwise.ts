import { onnxType } from '../proto.js';
import type { Lowering } from './lowering.js';

type Plain =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'reciprocal'
  | 'floor'
  | 'erf'
  | 'sigmoid'
  | 'tanh'
  | 'softplus'
  | 'relu'
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'maximum'
  | 'minimum'
  | 'equal'
  | 'less'
  | 'greater'
  | 'and'
  | 'where'
  | 'stopGradient';

const direct =
  (opType: string) =>
  (emitter: Parameters<Lowering<Plain>>[0], _: unknown, inputs: readonly string[]): string =>
    emitter.emit(opType, inputs);

/** Ops that are one ONNX operator of the same meaning. */
export const plain: { readonly [K in Plain]: Lowering<K> } = {
  neg: direct('Neg'),
  abs: direct('Abs'),
  sign: direct('Sign'),
  exp: direct('Exp'),
  log: direct('Log'),
  sqrt: direct('Sqrt'),
  reciprocal: direct('Reciprocal'),
  floor: direct('Floor'),
  erf: direct('Erf'),
  sigmoid: direct('Sigmoid'),
  tanh: direct('Tanh'),
  softplus: direct('Softplus'),
  relu: direct('Relu'),
  add: direct('Add'),
  sub: direct('Sub'),
  mul: direct('Mul'),
  div: direct('Div'),
  maximum: direct('Max'),
  minimum: direct('Min'),
  equal: direct('Equal'),
  less: direct('Less'),
  greater: direct('Greater'),
  and: direct('And'),
  where: direct('Where'),
  stopGradient: direct('Identity'),
};

export const leakyRelu: Lowering<'leakyRelu'> = (emitter, node, inputs) =>
  emitter.emit('LeakyRelu', inputs, { alpha: { float: node.attributes.slope } });

export const clip: Lowering<'clip'> = (emitter, { attributes }, [x]) =>
  emitter.emit('Clip', [x as string, emitter.float(attributes.min), emitter.float(attributes.max)]);

export const cast: Lowering<'cast'> = (emitter, node, inputs) =>
  emitter.emit('Cast', inputs, { to: onnxType[node.attributes.to] });

/**
 * A sigmoid so steep that it is 1 for every number above 1e-30. It is one pass on all threads,
 * where ONNX Runtime's cast of a comparison runs on one, and its operator for signs is slower than both.
 */
export const step: Lowering<'step'> = (emitter, _, inputs) =>
  emitter.emit('HardSigmoid', inputs, { alpha: { float: 1e30 }, beta: { float: 0 } });
