import { add, matMul, multiplyDims, relu, reshape, softmax, type Value } from '@celltally/engine';
import { batchNorm, convolution, dropout, type Scope } from '@celltally/nn';

/**
 * Self-attention of SAU-Net, a non-local block (Wang et al. 2018) over the cells of the coarsest grid: with `[H·W, C]`
 * queries Q, keys K and values V, each a 1x1 convolution of x with bias,
 * `result = x + norm(ReLU(W·dropout(softmax(Q·Kᵀ))·V))`. `[N, C, H, W]` to the same shape, for any H and W. The products
 * are not scaled.
 */
export function selfAttention(scope: Scope, x: Value): Value {
  const [batch, channels, height, columns] = x.shape as [
    Value['shape'][number],
    number,
    Value['shape'][number],
    Value['shape'][number],
  ];
  const cells = multiplyDims(height, columns);
  const flat = (name: string): Value =>
    reshape(convolution(scope.child(name), x, { out: channels, kernel: 1 }), [batch, channels, cells]);
  const likeness = matMul(flat('query'), flat('key'), { transposeA: true });
  const attention = dropout(scope, softmax(likeness, 2));
  const gathered = matMul(flat('value'), attention, { transposeB: true });
  const mixed = convolution(
    scope.child('out').child(0),
    reshape(gathered, [batch, channels, height, columns]),
    { out: channels, kernel: 1, bias: false },
  );
  return add(x, batchNorm(scope.child('out').child(1), relu(mixed)));
}
