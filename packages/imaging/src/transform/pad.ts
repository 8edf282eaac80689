import { emptyLike } from '../codecs/empty-like.js';
import type { Image } from '../image.js';

/** Pixels to add on each side. */
export interface Margins {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
}

/**
 * What the added pixels hold: `reflect` mirrors the image without repeating its edge (…2 1 | 0 1 2…), as often as
 * needed; `edge` repeats the nearest pixel; `zero` is 0.
 */
export type PadMode = 'reflect' | 'edge' | 'zero';

/**
 * Adds margins to an image. A side of one pixel has nothing to mirror: there `reflect` repeats that pixel.
 *
 * @throws RangeError where a margin is negative or no whole number
 */
export function pad(image: Image, margins: Margins, mode: PadMode): Image {
  const { left = 0, top = 0, right = 0, bottom = 0 } = margins;
  for (const [side, margin] of Object.entries({ left, top, right, bottom })) {
    if (!Number.isInteger(margin) || margin < 0) {
      throw new RangeError(`${side} must be a whole number of pixels of at least 0, not ${margin}`);
    }
  }
  const width = image.width + left + right;
  const height = image.height + top + bottom;
  const columns = Array.from({ length: width }, (_, x) => sourceIndex(x - left, image.width, mode));
  const data = emptyLike(image.data, image.channels * height * width);
  for (let c = 0; c < image.channels; c++) {
    for (let y = 0; y < height; y++) {
      const row = sourceIndex(y - top, image.height, mode);
      if (row < 0) continue;
      const from = (c * image.height + row) * image.width;
      const to = (c * height + y) * width;
      columns.forEach((column, x) => {
        if (column >= 0) data[to + x] = image.data[from + column]!;
      });
    }
  }
  return { ...image, width, height, data };
}

/** The index that stands in for `index` outside 0..size-1; -1 for zero. */
function sourceIndex(index: number, size: number, mode: PadMode): number {
  if (index >= 0 && index < size) return index;
  if (mode === 'zero') return -1;
  if (mode === 'edge' || size === 1) return index < 0 ? 0 : size - 1;
  const period = 2 * (size - 1);
  const wrapped = ((index % period) + period) % period;
  return wrapped < size ? wrapped : period - wrapped;
}
