import { add, mul, relu, sigmoid, type Value } from '@celltally/engine';
import { batchNorm, convolution, type Scope } from '@celltally/nn';

/**
 * Additive attention gate (Oktay et al. 2018, equations 1 and 2): with x the skipped features and g the signal that
 * gates them, `α = σ(ψ·ReLU(Wx·x + Wg·g))` and the result is `α·x`. Both are `[N, C, H, W]`; ψ leaves one channel, so that
 * a pixel passes or stays behind with all its features. All three products are normalised 1x1 convolutions with bias.
 */
export function attentionGate(scope: Scope, gating: Value, skipped: Value, width: number): Value {
  const project = (name: string, x: Value, out: number): Value => {
    const at = scope.child(name);
    return batchNorm(at.child(1), convolution(at.child(0), x, { out, kernel: 1 }));
  };
  const both = relu(add(project('gating', gating, width), project('skipped', skipped, width)));
  return mul(skipped, sigmoid(project('psi', both, 1)));
}
