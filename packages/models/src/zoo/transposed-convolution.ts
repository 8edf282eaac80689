import { convTranspose2d, type Value } from '@celltally/engine';
import { normalFill, type Scope, zerosFill } from '@celltally/nn';

export interface TransposedConvolutionOptions {
  readonly out: number;
  readonly kernel: number;
  readonly stride: number;
  /** Pixels cut from each side of the result. Default 0. */
  readonly padding?: number;
}

/**
 * A transposed convolution with `weight` `[in, out, k, k]` and `bias` `[out]`: `[N, C, H, W]` to `[N, out, H', W']` with
 * `H' = (H − 1)·stride − 2·padding + kernel`. It starts as He et al. 2015 propose; of its taps `(k/stride)²` meet each
 * pixel of the result.
 */
export function transposedConvolution(
  scope: Scope,
  x: Value,
  { out, kernel, stride, padding = 0 }: TransposedConvolutionOptions,
): Value {
  const channels = x.shape[1] as number;
  const fan = channels * (kernel / stride) ** 2;
  const weight = scope.parameter('weight', [channels, out, kernel, kernel], normalFill(Math.sqrt(2 / fan)));
  const bias = scope.parameter('bias', [out], zerosFill);
  return convTranspose2d(x, weight, { bias, stride, padding });
}
