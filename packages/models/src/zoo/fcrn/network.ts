import { maxPool2d, relu, upsampleNearest, type Value } from '@celltally/engine';
import { batchNorm, convolution, heNormal, type Scope } from '@celltally/nn';
import { requireMultiple } from '../require-multiple.js';
import { requireWidth } from '../require-width.js';

export type FcrnOptions = {
  /** Channels of the first convolution; the others have 2, 4 and 16 times as many. Default 32. */
  readonly width: number;
};

/** Channels before each pooling, over the width. */
const MULTIPLES = [1, 2, 4] as const;
const BOTTLENECK = 16;
/** What the three poolings divide height and width by. */
export const COARSEST = 2 ** MULTIPLES.length;

/**
 * FCRN-A: image `[N, C, H, W]` to one linear map `[N, 1, H, W]`, H and W multiples of 8. One convolution on each level
 * down and up again, without skips.
 */
export function fcrn(scope: Scope, image: Value, { width }: FcrnOptions): Value {
  requireWidth('fcrn', width);
  requireMultiple('fcrn', image, COARSEST);
  const layer = (at: Scope, x: Value, multiple: number): Value => {
    const options = { out: width * multiple, bias: false, initialise: heNormal };
    return relu(batchNorm(at.child(1), convolution(at.child(0), x, options)));
  };
  const down = MULTIPLES.reduce<Value>(
    (x, multiple, level) => maxPool2d(layer(scope.child('enc').child(level), x, multiple), 2),
    image,
  );
  const up = [...MULTIPLES]
    .reverse()
    .reduce<Value>(
      (x, multiple, step) => layer(scope.child('dec').child(step), upsampleNearest(x, 2), multiple),
      layer(scope.child('bottleneck'), down, BOTTLENECK),
    );
  return convolution(scope.child('head'), up, { out: 1, kernel: 1, bias: false });
}
