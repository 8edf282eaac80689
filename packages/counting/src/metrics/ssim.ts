import { MetricError } from './errors.js';

/** One channel of samples, row by row: sample (y, x) stands at `y * width + x`. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

const windowSize = 11;
const sigma = 1.5;
const c1 = 0.01 ** 2;
const c2 = 0.03 ** 2;

/**
 * Structural similarity of two planes whose samples lie in [0, 1] (peak 1): Gaussian window 11×11 with σ 1.5,
 * C1 = 0.01², C2 = 0.03², averaged over the positions where the window lies inside the plane
 * (Wang, Bovik, Sheikh and Simoncelli 2004, eq. 13). Equal planes give 1.
 *
 * @throws MetricError when the sizes differ, or a side is shorter than the window.
 */
export function ssim(predicted: Plane, actual: Plane): number {
  requireComparable(predicted, actual);
  const { width, height } = actual;
  const x = Float64Array.from(predicted.data);
  const y = Float64Array.from(actual.data);
  const meanX = smooth(x, width, height);
  const meanY = smooth(y, width, height);
  const meanXX = smooth(product(x, x), width, height);
  const meanYY = smooth(product(y, y), width, height);
  const meanXY = smooth(product(x, y), width, height);
  let sum = 0;
  for (let i = 0; i < meanX.length; i++) {
    const mx = meanX[i]!;
    const my = meanY[i]!;
    const varianceX = meanXX[i]! - mx * mx;
    const varianceY = meanYY[i]! - my * my;
    const covariance = meanXY[i]! - mx * my;
    sum +=
      ((2 * mx * my + c1) * (2 * covariance + c2)) /
      ((mx * mx + my * my + c1) * (varianceX + varianceY + c2));
  }
  return sum / meanX.length;
}

const kernel = gaussianWeights();

function gaussianWeights(): readonly number[] {
  const centre = (windowSize - 1) / 2;
  const weights = Array.from({ length: windowSize }, (_, i) =>
    Math.exp(-((i - centre) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Separable Gaussian over whole windows only: the result is `windowSize - 1` shorter on each side. */
function smooth(plane: Float64Array, width: number, height: number): Float64Array {
  const outWidth = width - windowSize + 1;
  const outHeight = height - windowSize + 1;
  const rows = new Float64Array(outWidth * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < outWidth; x++) {
      let sum = 0;
      for (let k = 0; k < windowSize; k++) sum += kernel[k]! * plane[y * width + x + k]!;
      rows[y * outWidth + x] = sum;
    }
  }
  const out = new Float64Array(outWidth * outHeight);
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      let sum = 0;
      for (let k = 0; k < windowSize; k++) sum += kernel[k]! * rows[(y + k) * outWidth + x]!;
      out[y * outWidth + x] = sum;
    }
  }
  return out;
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value * b[i]!);
}

function requireComparable(a: Plane, b: Plane): void {
  const sizes = `${a.width}×${a.height} and ${b.width}×${b.height}`;
  if (a.width !== b.width || a.height !== b.height) {
    throw new MetricError(
      'ssim',
      `needs planes of the same size, received ${sizes}; crop away padding first`,
    );
  }
  if (a.width < windowSize || a.height < windowSize) {
    throw new MetricError('ssim', `needs sides of at least ${windowSize} pixels, received ${sizes}`);
  }
  if (a.data.length !== a.width * a.height || b.data.length !== b.width * b.height) {
    throw new MetricError(
      'ssim',
      `needs width × height samples, received ${a.data.length} and ${b.data.length} for ${sizes}`,
    );
  }
}
