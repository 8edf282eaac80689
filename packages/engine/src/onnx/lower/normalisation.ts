import type { Lowering } from './lowering.js';

/**
 * The operator's training mode, which updates running statistics by `running·m + batch·(1 − m)`: with m = 0 its
 * second and third outputs are the batch's mean and population variance. ONNX Runtime writes them over the buffers of
 * the statistics it was given, constants included, so each node gets two zero vectors of its own, made in the run.
 */
export const batchNormTraining: Lowering<'batchNormTraining'> = (emitter, node, [x, weight, bias]) => {
  const zeros = [weight, bias].map((value) => emitter.emit('Sub', [value as string, value as string]));
  return emitter.emitMany('BatchNormalization', [x as string, weight as string, bias as string, ...zeros], 3, {
    epsilon: { float: node.attributes.epsilon },
    momentum: { float: 0 },
    training_mode: 1,
  });
};

export const batchNormInference: Lowering<'batchNormInference'> = (emitter, node, inputs) =>
  emitter.emit('BatchNormalization', inputs, { epsilon: { float: node.attributes.epsilon } });
