import type { Value } from '../graph/value.js';
import { staticShape } from '../shape.js';
import { floats } from '../tensor.js';
import { matMul } from './linear.js';
import { requireRank } from './operand.js';
import { max, mean } from './reduce.js';
import { constant } from './source.js';

/** `[N, C, H, W] -> [N, C, 1, 1]`. */
export const globalAveragePool = (x: Value): Value => mean(x, { axes: [2, 3], keepDims: true });
/** `[N, C, H, W] -> [N, C, 1, 1]`. */
export const globalMaxPool = (x: Value): Value => max(x, { axes: [2, 3], keepDims: true });

/**
 * Mean over `rows x columns` bins that cover the picture, bin i of n reaching from ⌊i·H/n⌋ to ⌈(i+1)·H/n⌉ (PyTorch's
 * rule; bins may overlap). Two small constant matrices, so the sizes must be known unless one bin covers everything.
 */
export function adaptiveAveragePool2d(x: Value, rows: number, columns: number): Value {
  requireRank('adaptiveAveragePool2d', 'x', x, 4);
  if (rows === 1 && columns === 1) return globalAveragePool(x);
  const [height, width] = staticShape(x.shape.slice(2), 'adaptiveAveragePool2d') as [number, number];
  const vertical = constant(floats([rows, height], binWeights(height, rows)));
  const horizontal = constant(floats([columns, width], binWeights(width, columns)));
  return matMul(matMul(vertical, x), horizontal, { transposeB: true });
}

function binWeights(size: number, bins: number): Float32Array {
  const weights = new Float32Array(bins * size);
  for (let bin = 0; bin < bins; bin++) {
    const start = Math.floor((bin * size) / bins);
    const end = Math.ceil(((bin + 1) * size) / bins);
    weights.fill(1 / (end - start), bin * size + start, bin * size + end);
  }
  return weights;
}
