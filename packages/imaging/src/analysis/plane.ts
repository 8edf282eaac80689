import { ImagingError } from '../errors.js';

/** One channel of real numbers: sample (x, y) stands at `y * width + x`. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A plane of zeros. */
export function createPlane(width: number, height: number): Plane {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new ImagingError(`plane size must be positive integers, but is ${width} x ${height}.`);
  }
  return { width, height, data: new Float32Array(width * height) };
}
