import {
  concat,
  constant,
  conv2d,
  depthToSpace,
  floats,
  leakyRelu,
  matMul,
  mean,
  relu,
  reshape,
  transpose,
  type Value,
} from '@celltally/engine';
import { type Scope, torchBias, torchDefault } from '@celltally/nn';

/** Channels of the published head. */
const CHANNELS = 3;
const TAPS = 4;

/**
 * Which of the four taps along an axis meet which of three neighbouring samples before the enlargement: rows 0 to 2 for
 * the first pixel made of a sample, rows 3 to 5 for the second.
 */
const MEETING = floats(
  [6, 4],
  [...[1, 1, 0, 0], ...[0, 0, 1, 1], ...[0, 0, 0, 0], ...[1, 0, 0, 0], ...[0, 1, 1, 0], ...[0, 0, 0, 1]],
);

/**
 * SSRNet's map: features `[N, C, H, W]` are enlarged twice (nearest) and seen by a 4x4 convolution to three channels
 * (padding 2 above and on the left, 1 below and on the right) and ReLU, leaky by `slope`; their mean is the map,
 * `[N, 1, 2H, 2W]`. With a slope of 0 a map that has once become zero everywhere stays so: nothing is learnt any more.
 *
 * It is computed without the enlargement. Where a kernel meets copies of a sample, its taps add up, so each of the
 * four pixels made of a sample is a 3x3 convolution of the small picture: 27 instead of 48 multiply-accumulates a pixel
 * and channel, and no picture of `C` channels in full size.
 */
export function mapHead(scope: Scope, x: Value, slope: number): Value {
  const channels = x.shape[1] as number;
  const weight = scope.parameter('weight', [CHANNELS, channels, TAPS, TAPS], torchDefault);
  const bias = scope.parameter('bias', [CHANNELS], torchBias(channels * TAPS ** 2));
  const meeting = constant(MEETING);
  const sums = matMul(matMul(meeting, weight), meeting, { transposeB: true });
  const phases = transpose(reshape(sums, [CHANNELS, channels, 2, 3, 2, 3]), [2, 4, 0, 1, 3, 5]);
  const raw = conv2d(x, reshape(phases, [4 * CHANNELS, channels, 3, 3]), {
    bias: concat([bias, bias, bias, bias], 0),
    padding: 1,
  });
  const y = slope === 0 ? relu(raw) : leakyRelu(raw, slope);
  const [n, , h, w] = y.shape;
  const grouped = reshape(y, [n!, 4, CHANNELS, h!, w!]);
  return depthToSpace(mean(grouped, { axes: [2] }), 2, 'DCR');
}
