import { concat, upsampleBilinear, type Value } from '@celltally/engine';
import type { Scope } from '@celltally/nn';
import { unet } from '../unet/network.js';
import { COUNTER_STRIDE } from './counter.js';
import type { DclOptions } from './options.js';

/**
 * DCL's localizer: a U-Net that sees the picture `[N, C, H, W]` beside the counter's map `[N, 1, H/8, W/8]`, enlarged
 * bilinearly with its values as they are, and draws a density `[N, 1, H, W]`. H and W must be multiples of 16.
 */
export const localizer = (scope: Scope, image: Value, cells: Value, { localizerWidth }: DclOptions): Value =>
  unet(scope, concat([image, upsampleBilinear(cells, COUNTER_STRIDE)], 1), { width: localizerWidth });
