import { add, batchNormInference, batchNormTraining, mul, type Value } from '@celltally/engine';
import { onesFill, zerosFill } from '../initialise.js';
import type { Scope } from '../scope.js';

/** Share of the batch's statistics that enters the running ones at each step, PyTorch's default. */
export const STATISTICS_SHARE = 0.1;

/**
 * Batch normalisation with `weight` and `bias`: by the batch's statistics while training, by the running ones
 * (`running_mean`, `running_var`, unbiased) otherwise, and in a training that keeps them.
 */
export function batchNorm(scope: Scope, x: Value, epsilon = 1e-5): Value {
  const channels = [x.shape[1] as number];
  const weight = scope.parameter('weight', channels, onesFill);
  const bias = scope.parameter('bias', channels, zerosFill);
  const runningMean = scope.buffer('running_mean', channels, zerosFill);
  const runningVariance = scope.buffer('running_var', channels, onesFill);
  if (!scope.training || scope.keepsStatistics) {
    return batchNormInference(x, { weight, bias, mean: runningMean, variance: runningVariance }, epsilon);
  }
  const { y, mean, variance } = batchNormTraining(x, { weight, bias }, epsilon);
  const blend = (running: Value, batch: Value): Value =>
    add(mul(running, 1 - STATISTICS_SHARE), mul(batch, STATISTICS_SHARE));
  scope.update('running_mean', blend(runningMean, mean));
  scope.update('running_var', blend(runningVariance, variance));
  return y;
}
