import { ImagingError } from '../errors.js';
import type { Plane } from './plane.js';

/**
 * The maximum over the `window` x `window` square around every pixel, as far as it lies in the picture (max-pooling of
 * stride 1). Maxima of 1, 2, 4, ... neighbours are built from one another, so the cost grows with the window's
 * logarithm.
 *
 * @param window an odd number of pixels
 */
export function maxFilter({ width, height, data }: Plane, window: number): Plane {
  if (!Number.isInteger(window) || window < 1 || window % 2 === 0) {
    throw new ImagingError(`window must be an odd number of pixels, but is ${window}.`);
  }
  const reach = (window - 1) / 2;
  const line = new Float32Array(width + 2 * reach).fill(-Infinity);
  const rows = new Float32Array((height + 2 * reach) * width).fill(-Infinity);
  for (let y = 0; y < height; y++) {
    line.fill(-Infinity, 0, reach);
    line.set(data.subarray(y * width, (y + 1) * width), reach);
    maximumAhead(line, window, 1);
    rows.set(line.subarray(0, width), (reach + y) * width);
  }
  maximumAhead(rows, window, width);
  return { width, height, data: rows.slice(0, width * height) };
}

/** Replaces every entry by the largest of itself and the `window - 1` entries that follow it at steps of `stride`. */
function maximumAhead(values: Float32Array, window: number, stride: number): void {
  for (let covered = 1; covered < window; ) {
    const step = Math.min(covered, window - covered);
    const shift = step * stride;
    for (let i = 0, end = values.length - shift; i < end; i++) {
      const ahead = values[i + shift]!;
      if (ahead > values[i]!) values[i] = ahead;
    }
    covered += step;
  }
}
