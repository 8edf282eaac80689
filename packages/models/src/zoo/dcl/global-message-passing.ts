import type { Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import { bilinearMean } from './bilinear-mean.js';

/**
 * DCL's global message passing, equations 2-7: every pixel p takes the mean of `samples` bilinear samples at `p + ω(p)`,
 * where a 1x1 convolution of its own features gives the offsets ω (pixels, unbounded; channels 2k and 2k + 1 are dx and
 * dy of sample k). Positions are held at the border. `[N, C, H, W]` to the same shape; H and W must be known.
 */
export const globalMessagePassing = (scope: Scope, x: Value, samples: number): Value =>
  bilinearMean(x, convolution(scope.child('off'), x, { out: 2 * samples, kernel: 1, bias: false }));
