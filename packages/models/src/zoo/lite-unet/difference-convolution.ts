import { conv2d, mul, pad, sub, sum, type Value } from '@celltally/engine';
import { type Scope, torchDefault } from '@celltally/nn';

/**
 * Difference convolution, equation 3 of Lite-UNet: a 3x3 convolution of which the share `theta` acts on the differences
 * between the neighbourhood and its centre pixel. Padding 1, no bias; `weight` `[out, C, 3, 3]`.
 *
 * Since `Σ w(p)·(x(p) − x(0)) = Σ w(p)·x(p) − x(0)·Σ w(p)`, it is an ordinary convolution whose centre tap is less by
 * `theta` times the sum of all taps. That holds at the border too, where the padding is zero.
 */
export function differenceConvolution(scope: Scope, x: Value, out: number, theta: number): Value {
  const weight = scope.parameter('weight', [out, x.shape[1] as number, 3, 3], torchDefault);
  const total = sum(weight, { axes: [2, 3], keepDims: true });
  const centre = pad(mul(total, theta), { before: [0, 0, 1, 1], after: [0, 0, 1, 1] });
  return conv2d(x, sub(weight, centre), { padding: 1 });
}
