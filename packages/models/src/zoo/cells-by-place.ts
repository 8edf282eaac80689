import { abs, mul, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';

/**
 * Factor on what the convolution says. The count is a sum over all places, 1024 of them in a picture of 256² at 1/8, so
 * that a fresh head would see hundreds of cells, and each step of Adam would move all places together by tens of cells.
 */
const SCALE = 1 / 16;

/** A 1x1 convolution to the cells at every place, never negative: `[N, C, H, W]` to `[N, 1, H, W]`. */
export const cellsByPlace = (scope: Scope, features: Value): Value =>
  mul(abs(convolution(scope, features, { out: 1, kernel: 1 })), SCALE);
