import { ImagingError } from '../errors.js';
import { type EdgeMode, edgeIndex } from './edge-index.js';
import { createPlane, type Plane } from './plane.js';

export interface GaussianOptions {
  /** What stands beyond the picture. Default `'symmetric'`, which preserves the sum. */
  readonly edge?: EdgeMode;
  /** Where the kernel ends, in standard deviations. Default 4. */
  readonly truncate?: number;
}

/** Half of a symmetric, normalised Gaussian kernel: `[centre, 1st neighbour, ...]`. `sigma` is in pixels; 0 gives `[1]`. */
export function gaussianKernel(sigma: number, truncate = 4): Float64Array {
  if (!(sigma >= 0 && sigma < 1e4)) {
    throw new ImagingError(`sigma must be from 0 to 10000 px, but is ${sigma}.`);
  }
  if (!(truncate > 0 && truncate <= 100)) {
    throw new ImagingError(
      `truncate must be above 0 and at most 100 standard deviations, but is ${truncate}.`,
    );
  }
  const kernel = new Float64Array(Math.ceil(truncate * sigma) + 1);
  let sum = 0;
  for (let i = 0; i < kernel.length; i++) {
    kernel[i] = i === 0 ? 1 : Math.exp(-(i * i) / (2 * sigma * sigma));
    sum += i === 0 ? 1 : 2 * kernel[i]!;
  }
  return kernel.map((weight) => weight / sum);
}

/**
 * Blurs a plane with a Gaussian of `sigma` pixels, separably: rows, then columns. Returns a new plane.
 *
 * @throws ImagingError when sigma is negative or no number
 */
export function gaussianBlur(plane: Plane, sigma: number, options: GaussianOptions = {}): Plane {
  const { edge = 'symmetric', truncate = 4 } = options;
  const kernel = gaussianKernel(sigma, truncate);
  return blurColumns(blurRows(plane, kernel, edge), kernel, edge);
}

function blurRows(plane: Plane, kernel: Float64Array, edge: EdgeMode): Plane {
  const { width, height, data } = plane;
  const blurred = createPlane(width, height);
  const reach = kernel.length - 1;
  const row = new Float32Array(width + 2 * reach);
  const left = Int32Array.from({ length: reach }, (_, i) => edgeIndex(i - reach, width, edge));
  const right = Int32Array.from({ length: reach }, (_, i) => edgeIndex(width + i, width, edge));
  for (let start = 0; start < width * height; start += width) {
    row.set(data.subarray(start, start + width), reach);
    for (let i = 0; i < reach; i++) {
      row[i] = left[i]! < 0 ? 0 : data[start + left[i]!]!;
      row[reach + width + i] = right[i]! < 0 ? 0 : data[start + right[i]!]!;
    }
    for (let x = 0; x < width; x++) {
      const centre = x + reach;
      let sum = kernel[0]! * row[centre]!;
      for (let k = 1; k <= reach; k++) sum += kernel[k]! * (row[centre - k]! + row[centre + k]!);
      blurred.data[start + x] = sum;
    }
  }
  return blurred;
}

function blurColumns(plane: Plane, kernel: Float64Array, edge: EdgeMode): Plane {
  const { width, height, data } = plane;
  const blurred = createPlane(width, height);
  const reach = kernel.length - 1;
  const sums = new Float64Array(width);
  // Whole rows are added at a time: walking down a column would miss the cache at every step.
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let k = -reach; k <= reach; k++) {
      const source = edgeIndex(y + k, height, edge);
      if (source < 0) continue;
      const weight = kernel[Math.abs(k)]!;
      const start = source * width;
      for (let x = 0; x < width; x++) sums[x]! += weight * data[start + x]!;
    }
    blurred.data.set(sums, y * width);
  }
  return blurred;
}
