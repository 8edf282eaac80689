import type { Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import { type CsrnetOptions, csrnetFeatures } from './features.js';

/** CSRNet: image `[N, C, H, W]` to one linear map `[N, 1, H/8, W/8]`, H and W multiples of 8. */
export const csrnet = (scope: Scope, image: Value, options: CsrnetOptions): Value =>
  convolution(scope.child('head'), csrnetFeatures('csrnet', scope, image, options), { out: 1, kernel: 1 });
