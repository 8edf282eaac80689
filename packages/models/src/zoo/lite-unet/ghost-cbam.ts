import { add, type Value } from '@celltally/engine';
import { batchNorm, convolution, depthwise, type Scope } from '@celltally/nn';
import { cbam } from './cbam.js';
import { ghost } from './ghost.js';

/**
 * Lite-UNet's block: ghost module, attention, ghost module, plus a depthwise-separable shortcut. No activation after the
 * sum. `[N, C, H, W]` to `[N, out, H, W]`.
 */
export function ghostCbam(scope: Scope, x: Value, out: number): Value {
  const attended = cbam(scope.child('cbam'), ghost(scope.child('g1'), x, { out, relu: true }));
  const main = ghost(scope.child('g2'), attended, { out, relu: false });
  const short = scope.child('short');
  const spread = batchNorm(short.child(1), depthwise(short.child(0), x, { bias: false }));
  const mixed = convolution(short.child(2), spread, { out, kernel: 1, bias: false });
  return add(main, batchNorm(short.child(3), mixed));
}
