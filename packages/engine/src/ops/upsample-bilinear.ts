import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { staticShape } from '../shape.js';
import { floats } from '../tensor.js';
import { matMul } from './linear.js';
import { constant } from './source.js';
import { enlarged } from './upsample.js';

export const upsampleBilinearOp: OpDefinition<'upsampleBilinear'> = {
  name: 'upsampleBilinear',
  infer: ([x], { scale }) => [{ dtype: 'float32', shape: enlarged('upsampleBilinear', x as Value, scale) }],
  // Interpolation is separable and linear, y = V x Hᵀ, so its gradient is Vᵀ dy H.
  gradient: (node, [dy]) => {
    const { scale, alignCorners } = node.attributes;
    const [, , h, w] = staticShape((node.inputs[0] as Value).shape, 'upsampleBilinear') as [
      number,
      number,
      number,
      number,
    ];
    const vertical = constant(floats([h * scale, h], interpolationWeights(h, scale, alignCorners)));
    const horizontal = constant(floats([w * scale, w], interpolationWeights(w, scale, alignCorners)));
    return [matMul(matMul(vertical, dy as Value, { transposeA: true }), horizontal)];
  },
};

/** Row i holds the weights of the input samples in output sample i. */
function interpolationWeights(size: number, scale: number, alignCorners: boolean): Float32Array {
  const length = size * scale;
  const weights = new Float32Array(length * size);
  for (let i = 0; i < length; i++) {
    const exact = alignCorners
      ? length === 1
        ? 0
        : (i * (size - 1)) / (length - 1)
      : Math.max(0, (i + 0.5) / scale - 0.5);
    const low = Math.min(Math.floor(exact), size - 1);
    const high = Math.min(low + 1, size - 1);
    const fraction = exact - low;
    weights[i * size + low] = (weights[i * size + low] as number) + 1 - fraction;
    weights[i * size + high] = (weights[i * size + high] as number) + fraction;
  }
  return weights;
}

/**
 * Bilinear enlargement by an integer. `alignCorners` maps corner samples onto corner samples; otherwise (the default)
 * pixel areas are mapped, as PyTorch and ONNX's `half_pixel` do.
 */
export const upsampleBilinear = (x: Value, scale: number, alignCorners = false): Value =>
  scale === 1 ? x : applyOne(upsampleBilinearOp, [x], { scale, alignCorners });
