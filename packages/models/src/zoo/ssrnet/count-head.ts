import { adaptiveAveragePool2d, mul, relu, sum, type Value } from '@celltally/engine';
import { convolution, type Scope, uniformBetween } from '@celltally/nn';

/**
 * SSRNet's count head: features `[N, C, H, W]` are averaged to `size x size`, reduced to one channel by a 1x1
 * convolution and ReLU, and weighed by a learned kernel to one count each, `[N]`. H and W must be known.
 */
export function countHead(scope: Scope, x: Value, size: number): Value {
  const kernel = scope.parameter('k', [1, 1, size, size], uniformBetween(0, 1));
  const grid = relu(
    convolution(scope.child('c1'), adaptiveAveragePool2d(x, size, size), { out: 1, kernel: 1 }),
  );
  return sum(mul(grid, kernel), { axes: [1, 2, 3] });
}
