import { conv2d, type Padding, type Pair, type Value } from '@celltally/engine';
import { type Initialiser, torchBias, torchDefault } from '../initialise.js';
import type { Scope } from '../scope.js';

export interface ConvolutionLayerOptions {
  readonly out: number;
  /** Default 3. */
  readonly kernel?: Pair;
  readonly stride?: Pair;
  /** Default: half the kernel, which keeps the size at stride 1. */
  readonly padding?: Padding;
  readonly dilation?: Pair;
  readonly groups?: number;
  /** Default true. */
  readonly bias?: boolean;
  readonly initialise?: Initialiser;
}

/** A convolution with `weight` `[out, in/groups, kh, kw]` and `bias` `[out]`. */
export function convolution(scope: Scope, x: Value, options: ConvolutionLayerOptions): Value {
  const { out, kernel = 3, stride, dilation, groups = 1, bias = true, initialise = torchDefault } = options;
  const [kh, kw] = typeof kernel === 'number' ? [kernel, kernel] : kernel;
  const perGroup = (x.shape[1] as number) / groups;
  const weight = scope.parameter('weight', [out, perGroup, kh, kw], initialise);
  return conv2d(x, weight, {
    ...(bias ? { bias: scope.parameter('bias', [out], torchBias(perGroup * kh * kw)) } : {}),
    stride: stride ?? 1,
    dilation: dilation ?? 1,
    padding: options.padding ?? [Math.floor(kh / 2), Math.floor(kw / 2)],
    groups,
  });
}

/** A convolution of each channel by itself. */
export const depthwise = (
  scope: Scope,
  x: Value,
  options: Omit<ConvolutionLayerOptions, 'out' | 'groups'> = {},
): Value => {
  const channels = x.shape[1] as number;
  return convolution(scope, x, { ...options, out: channels, groups: channels });
};
