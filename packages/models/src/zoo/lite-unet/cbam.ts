import {
  concat,
  globalAveragePool,
  globalMaxPool,
  max,
  mean,
  mul,
  relu,
  sigmoid,
  sum,
  type Value,
} from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';

/** Channels per hidden unit of the channel attention. */
const REDUCTION = 16;

/**
 * Convolutional block attention (Woo et al., "CBAM", 2018): weights every channel by what its maximum and mean say, then
 * every pixel by what the maximum and mean over channels say. `[N, C, H, W]` to the same shape.
 */
export function cbam(scope: Scope, x: Value): Value {
  const channels = x.shape[1] as number;
  const mlp = scope.child('mlp');
  // Both statistics pass through one MLP: as two rows of one picture.
  const statistics = concat([globalMaxPool(x), globalAveragePool(x)], 2);
  const hidden = relu(
    convolution(mlp.child(0), statistics, {
      out: Math.max(1, Math.floor(channels / REDUCTION)),
      kernel: 1,
      bias: false,
    }),
  );
  const votes = convolution(mlp.child(2), hidden, { out: channels, kernel: 1, bias: false });
  const weighted = mul(x, sigmoid(sum(votes, { axes: [2], keepDims: true })));

  const across = { axes: [1], keepDims: true };
  const extremes = concat([max(weighted, across), mean(weighted, across)], 1);
  return mul(weighted, sigmoid(convolution(scope.child('sp'), extremes, { out: 1, kernel: 7, bias: false })));
}
