import { concat, maxPool2d, relu, type Value } from '@celltally/engine';
import { convolution, heNormal, type Scope } from '@celltally/nn';
import { requireMultiple } from '../require-multiple.js';
import { requireWidth } from '../require-width.js';

export type McnnOptions = {
  /** Channels of the first convolution of the widest kernels, a multiple of 4. Default 16. */
  readonly width: number;
};

/** What the two poolings divide height and width by. */
export const STRIDE = 4;

/** Kernels of the four convolutions of each column, and channels of its first one over `width`. */
const COLUMNS = [
  { kernels: [9, 7, 7, 7], share: 1 },
  { kernels: [7, 5, 5, 5], share: 1.25 },
  { kernels: [5, 3, 3, 3], share: 1.5 },
] as const;
/** Channels of a column's convolutions over those of its first one. */
const MULTIPLES = [1, 2, 1, 0.5] as const;

/**
 * MCNN: image `[N, C, H, W]` to one linear map `[N, 1, H/4, W/4]`, H and W multiples of 4. Three columns of convolutions
 * with kernels for large, middle and small cells, pooled after the first and the second, joined by a 1x1 convolution.
 */
export function mcnn(scope: Scope, image: Value, { width }: McnnOptions): Value {
  requireWidth('mcnn', width, 4);
  requireMultiple('mcnn', image, STRIDE);
  const features = COLUMNS.map(({ kernels, share }, index) => {
    const column = scope.child('columns').child(index);
    return kernels.reduce<Value>((x, kernel, layer) => {
      // Only widths that are no multiple of 8 leave half a channel.
      const out = Math.ceil(width * share * (MULTIPLES[layer] as number));
      const y = relu(convolution(column.child(layer), x, { out, kernel, initialise: heNormal }));
      return layer < 2 ? maxPool2d(y, 2) : y;
    }, image);
  });
  return convolution(scope.child('head'), concat(features, 1), { out: 1, kernel: 1 });
}
