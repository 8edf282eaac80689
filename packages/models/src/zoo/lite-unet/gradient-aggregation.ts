import { averagePool2d, concat, relu6, type Value } from '@celltally/engine';
import { batchNorm, convolution, type Scope } from '@celltally/nn';
import { differenceConvolution } from './difference-convolution.js';

export interface GradientAggregationOptions {
  /** Channels of every branch and of the result. */
  readonly out: number;
  /** Channels inside the deeper branches. Default: half of `out`. */
  readonly narrow?: number;
  /** Share of the differences in every difference convolution. */
  readonly theta: number;
}

/**
 * The gradient aggregation block, Lite-UNet's first level: four branches of growing reach, each with one difference
 * convolution, joined by a 1x1 convolution. `[N, C, H, W]` to `[N, out, H, W]`.
 */
export function gradientAggregation(scope: Scope, x: Value, options: GradientAggregationOptions): Value {
  const { out, narrow = out / 2, theta } = options;
  const difference = (at: Scope, input: Value, channels: number): Value =>
    normalised(at, differenceConvolution(at.child(0), input, channels, theta));
  const plain = (at: Scope, input: Value, kernel: number): Value =>
    normalised(at, convolution(at.child(0), input, { out, kernel, bias: false }));
  const [b0, b1, b2, b3] = ['b0', 'b1', 'b2', 'b3'].map((name) => scope.child(name)) as [
    Scope,
    Scope,
    Scope,
    Scope,
  ];

  const direct = difference(b0, x, out);
  const two = plain(b1.child(1), difference(b1.child(0), x, narrow), 3);
  const three = plain(b2.child(2), plain(b2.child(1), difference(b2.child(0), x, narrow), 3), 3);
  // The divisor leaves the padding out, so that a flat picture stays flat at its border.
  const smooth = averagePool2d(x, 3, { stride: 1, padding: 1, countPadding: false });
  const blurred = difference(b3.child(1), smooth, out);
  return plain(scope.child('fuse'), concat([direct, two, three, blurred], 1), 1);
}

const normalised = (scope: Scope, x: Value): Value => relu6(batchNorm(scope.child(1), x));
