import { depthToSpace, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';

/**
 * ELMGAN's fold-based upsampling: a 1x1 convolution to `out·scale²` channels, whose blocks of `out` channels become the
 * pixels of a `scale x scale` square. `[N, C, H, W]` to `[N, out, H·scale, W·scale]`.
 */
export const foldUpsampling = (
  scope: Scope,
  x: Value,
  { out, scale }: { readonly out: number; readonly scale: number },
): Value =>
  depthToSpace(
    convolution(scope.child('w'), x, { out: out * scale ** 2, kernel: 1, bias: false }),
    scale,
    'DCR',
  );
