import {
  add,
  concat,
  conv2d,
  multiplyDims,
  relu,
  reshape,
  split,
  transpose,
  type Value,
} from '@celltally/engine';
import { convolution, type Scope, torchBias, torchDefault } from '@celltally/nn';

type Axis = 2 | 3;

/**
 * SSRNet's spatial super-resolution block: 1x1 reduction, a recurrence down and up the rows, one left and right along
 * the columns, then a factorised fold that enlarges `scale` times. `[N, C, H, W]` to `[N, out, H·scale, W·scale]`; H and
 * W must be known, as the recurrences are unrolled.
 */
export function ssrBlock(
  scope: Scope,
  x: Value,
  { out, scale }: { readonly out: number; readonly scale: number },
): Value {
  const reduced = convolution(scope.child('reduce'), x, { out, kernel: 1, bias: false });
  const vertical = recurrence(scope.child('du').child('conv'), reduced, 2);
  const both = recurrence(scope.child('lr').child('conv'), vertical, 3);
  const tall = fold(
    convolution(scope.child('wh'), both, { out: out * scale, kernel: 1, bias: false }),
    scale,
    2,
  );
  return fold(convolution(scope.child('ww'), tall, { out: out * scale, kernel: 1, bias: false }), scale, 3);
}

/**
 * Forward `s[t] = x[t] + ReLU(conv s[t − 1])`, then backward `s[t] + ReLU(conv s[t + 1])`, with one 1x1 convolution. The
 * released code has kernels of three taps across slices of one sample: their outer taps meet padding only.
 */
function recurrence(scope: Scope, x: Value, axis: Axis): Value {
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

/** Block i of the channels becomes sample i of every group of `scale` along the axis. */
function fold(x: Value, scale: number, axis: Axis): Value {
  const [n, c, h, w] = x.shape as [
    Value['shape'][number],
    number,
    Value['shape'][number],
    Value['shape'][number],
  ];
  const channels = c / scale;
  const blocks = reshape(x, [n, scale, channels, h, w]);
  return axis === 2
    ? reshape(transpose(blocks, [0, 2, 3, 1, 4]), [n, channels, multiplyDims(h, scale), w])
    : reshape(transpose(blocks, [0, 2, 3, 4, 1]), [n, channels, h, multiplyDims(w, scale)]);
}
