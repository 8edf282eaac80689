import { upsampleBilinear, type Value } from '@celltally/engine';
import type { Scope } from '@celltally/nn';
import { cellsByPlace } from '../cells-by-place.js';
import { globalMessagePassing } from './global-message-passing.js';

/**
 * The end of DCL's counter: features `[N, C, H, W]`, enlarged by 2 with corners on corners, after the messages of
 * `samples` places (0 leaves them out) and a 1x1 convolution, are cells `[N, 1, 2H, 2W]`, never negative.
 */
export function countingHead(scope: Scope, features: Value, samples: number): Value {
  const fine = upsampleBilinear(features, 2, true);
  const messages = samples === 0 ? fine : globalMessagePassing(scope.child('gmp'), fine, samples);
  return cellsByPlace(scope.child('head'), messages);
}
