import { adaptiveAveragePool2d, conv2d, mul, relu, sum, type Value } from '@celltally/engine';
import { type Scope, uniformBetween, zerosFill } from '@celltally/nn';

/**
 * SSRNet's count head: features `[N, C, H, W]` are averaged to `size x size`, reduced to one channel by a 1x1
 * convolution and ReLU, and weighed by a learned kernel to one count each, `[N]`. H and W must be known.
 *
 * The convolution stands before the average, which changes nothing but that one channel is averaged instead of all. It
 * starts positive: with signs by chance the rectifier begins, and stays, at zero everywhere in some trainings (see
 * README.md).
 */
export function countHead(scope: Scope, x: Value, size: number): Value {
  const channels = x.shape[1] as number;
  const kernel = scope.parameter('k', [1, 1, size, size], uniformBetween(0, 1));
  const reduce = scope.child('c1');
  const weight = reduce.parameter('weight', [1, channels, 1, 1], uniformBetween(0, 1 / channels));
  const votes = conv2d(x, weight, { bias: reduce.parameter('bias', [1], zerosFill) });
  return sum(mul(relu(adaptiveAveragePool2d(votes, size, size)), kernel), { axes: [1, 2, 3] });
}
