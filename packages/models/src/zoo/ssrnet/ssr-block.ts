import { add, concat, conv2d, relu, split, type Value } from '@celltally/engine';
import { convolution, type Scope, torchBias, torchDefault } from '@celltally/nn';
import { factorisedFold, type Pointwise } from './fold.js';

export interface SsrBlockOptions {
  readonly out: number;
  /** How many times larger the result is. */
  readonly scale: number;
  /** What follows pixel by pixel. Default: nothing. */
  readonly after?: Pointwise;
}

/**
 * SSRNet's spatial super-resolution block: 1x1 reduction, a recurrence down and up the rows, one left and right along
 * the columns, then a factorised fold that enlarges `scale` times. `[N, C, H, W]` to `[N, out, H·scale, W·scale]`; H and
 * W must be known, as the recurrences are unrolled.
 */
export function ssrBlock(scope: Scope, x: Value, { out, scale, after }: SsrBlockOptions): Value {
  const reduced = convolution(scope.child('reduce'), x, { out, kernel: 1, bias: false });
  const vertical = recurrence(scope.child('du').child('conv'), reduced, 2);
  const both = recurrence(scope.child('lr').child('conv'), vertical, 3);
  const kernel = (name: string): Value =>
    scope.child(name).parameter('weight', [out * scale, out, 1, 1], torchDefault);
  return factorisedFold(both, { rows: kernel('wh'), columns: kernel('ww') }, scale, after);
}

/**
 * Forward `s[t] = x[t] + ReLU(conv s[t − 1])`, then backward `s[t] + ReLU(conv s[t + 1])`, with one 1x1 convolution. The
 * released code has kernels of three taps across slices of one sample: their outer taps meet padding only.
 */
function recurrence(scope: Scope, x: Value, axis: 2 | 3): Value {
  const channels = x.shape[1] as number;
  const weight = scope.parameter('weight', [channels, channels, 1, 1], torchDefault);
  const bias = scope.parameter('bias', [channels], torchBias(channels));
  const length = x.shape[axis] as number;
  const slices = [...split(x, axis, new Array<number>(length).fill(1))];
  const pass = (at: number, from: number): void => {
    slices[at] = add(slices[at]!, relu(conv2d(slices[from]!, weight, { bias })));
  };
  for (let t = 1; t < length; t++) pass(t, t - 1);
  for (let t = length - 2; t >= 0; t--) pass(t, t + 1);
  return concat(slices, axis);
}
