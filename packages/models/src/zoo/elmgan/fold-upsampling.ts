import { convTranspose2d, depthToSpace, reshape, transpose, type Value } from '@celltally/engine';
import { convolution, type Scope, torchDefault } from '@celltally/nn';

/**
 * ELMGAN's fold-based upsampling: a 1x1 convolution to `out·scale²` channels, whose blocks of `out` channels become the
 * pixels of a `scale x scale` square. `[N, C, H, W]` to `[N, out, H·scale, W·scale]`.
 *
 * No two of those squares overlap, so it is also a transposed convolution whose stride is its kernel. ONNX Runtime
 * predicts fastest in that form, and learns fastest in the other (`bench/upsampling.mjs`).
 */
export function foldUpsampling(
  scope: Scope,
  x: Value,
  { out, scale }: { readonly out: number; readonly scale: number },
): Value {
  const layer = scope.child('w');
  const channels = out * scale ** 2;
  if (scope.training) {
    return depthToSpace(convolution(layer, x, { out: channels, kernel: 1, bias: false }), scale, 'DCR');
  }
  const inputs = x.shape[1] as number;
  const weight = layer.parameter('weight', [channels, inputs, 1, 1], torchDefault);
  const kernel = transpose(reshape(weight, [scale, scale, out, inputs]), [3, 2, 0, 1]);
  return convTranspose2d(x, kernel, { stride: scale });
}
