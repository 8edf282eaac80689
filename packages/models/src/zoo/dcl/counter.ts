import type { Value } from '@celltally/engine';
import type { Scope } from '@celltally/nn';
import { requireSize } from '../require-size.js';
import { VGG19, vggTrunk } from '../vgg/vgg.js';
import { countingHead } from './counting-head.js';
import { type DclOptions, requireOptions } from './options.js';

/** What the trunk's poolings divide height and width by: sizes must be multiples of it. */
export const TRUNK_STRIDE = 16;
/** Pixels of the picture to one place of the counter's map. */
export const COUNTER_STRIDE = TRUNK_STRIDE / 2;

/**
 * DCL's counter: image `[N, C, H, W]` to the cells at every place, `[N, 1, H/8, W/8]`, whose sum is the count. H and W
 * must be known multiples of 16.
 */
export function counter(scope: Scope, image: Value, options: DclOptions): Value {
  requireOptions(options);
  requireSize('dcl', image, TRUNK_STRIDE);
  const { width, batchNorm, messagePassing, samples } = options;
  const features = vggTrunk(scope, image, { stages: VGG19, width, batchNorm });
  return countingHead(scope, features, messagePassing ? samples : 0);
}
