import type { Emitter } from '../emitter.js';
import type { Lowering } from './lowering.js';

type Reduction = 'reduceSum' | 'reduceMean' | 'reduceMax';

const reduction =
  (opType: string) =>
  (emitter: Emitter, node: Parameters<Lowering<Reduction>>[1], [x]: readonly string[]): string =>
    emitter.emit(opType, [x as string, emitter.ints(node.attributes.axes)], { keepdims: 1 });

export const reduceSum = reduction('ReduceSum') as Lowering<'reduceSum'>;
export const reduceMean = reduction('ReduceMean') as Lowering<'reduceMean'>;
export const reduceMax = reduction('ReduceMax') as Lowering<'reduceMax'>;

export const softmax: Lowering<'softmax'> = (emitter, node, inputs) =>
  emitter.emit('Softmax', inputs, { axis: node.attributes.axis });
