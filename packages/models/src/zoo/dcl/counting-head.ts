import { abs, mul, upsampleBilinear, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import { globalMessagePassing } from './global-message-passing.js';

/**
 * Factor on what the last convolution says. The count is a sum over all places, 1024 of them in a picture of 256², so
 * that a fresh head would see hundreds of cells, and each step of Adam would move all places together by tens of cells.
 */
const SCALE = 1 / 16;

/**
 * The end of DCL's counter: features `[N, C, H, W]`, enlarged by 2 with corners on corners, after the messages of
 * `samples` places (0 leaves them out) and a 1x1 convolution, are cells `[N, 1, 2H, 2W]`, never negative.
 */
export function countingHead(scope: Scope, features: Value, samples: number): Value {
  const fine = upsampleBilinear(features, 2, true);
  const messages = samples === 0 ? fine : globalMessagePassing(scope.child('gmp'), fine, samples);
  return mul(abs(convolution(scope.child('head'), messages, { out: 1, kernel: 1 })), SCALE);
}
