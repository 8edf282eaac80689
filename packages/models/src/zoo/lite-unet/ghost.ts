import { concat, relu, slice, type Value } from '@celltally/engine';
import { batchNorm, convolution, depthwise, type Scope } from '@celltally/nn';

/**
 * Ghost module of ratio 2 (Han et al., "GhostNet", 2020): half of the channels by a 1x1 convolution, the other half by
 * a depthwise 3x3 convolution of the first. `[N, C, H, W]` to `[N, out, H, W]`; an odd `out` drops the last channel.
 */
export function ghost(
  scope: Scope,
  x: Value,
  options: { readonly out: number; readonly relu: boolean },
): Value {
  const { out } = options;
  const activate = options.relu ? relu : (value: Value): Value => value;
  const half = Math.ceil(out / 2);
  const primary = scope.child('primary');
  const cheap = scope.child('cheap');
  const own = activate(
    batchNorm(primary.child(1), convolution(primary.child(0), x, { out: half, kernel: 1, bias: false })),
  );
  const derived = activate(batchNorm(cheap.child(1), depthwise(cheap.child(0), own, { bias: false })));
  const both = concat([own, derived], 1);
  return out === 2 * half ? both : slice(both, { axes: [1], starts: [0], ends: [out] });
}
