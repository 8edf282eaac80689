import { ImagingError } from '../errors.js';

export interface DensityMapOptions {
  /** Standard deviation of every point's kernel in pixels. Default 3; 0 puts each point into one pixel. */
  readonly sigma?: number;
  /** Where the kernel ends, in standard deviations. Default 4. */
  readonly truncate?: number;
}

/** The kernel that options ask for, and how many pixels it reaches. @throws ImagingError for values out of range */
export function densityKernel({ sigma = 3, truncate = 4 }: DensityMapOptions): {
  readonly sigma: number;
  readonly reach: number;
} {
  if (!(sigma >= 0 && sigma < 1e4)) {
    throw new ImagingError(`sigma must be from 0 to 10000 px, but is ${sigma}.`);
  }
  if (!(truncate > 0)) throw new ImagingError(`truncate must be positive, but is ${truncate}.`);
  return { sigma, reach: Math.ceil(truncate * sigma) };
}
