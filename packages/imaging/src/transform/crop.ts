import { emptyLike } from '../codecs/empty-like.js';
import { resolveRegion } from '../codecs/select.js';
import type { Image, Region } from '../image.js';

/**
 * Cuts a rectangle out of an image: `[C, H, W]` to `[C, region.height, region.width]`.
 *
 * @throws SelectionError where the region does not lie inside the image
 */
export function crop(image: Image, region: Region): Image {
  const { x, y, width, height } = resolveRegion(image, region);
  const data = emptyLike(image.data, image.channels * height * width);
  for (let row = 0; row < image.channels * height; row++) {
    const channel = Math.floor(row / height);
    const from = (channel * image.height + y + (row % height)) * image.width + x;
    data.set(image.data.subarray(from, from + width), row * width);
  }
  return { ...image, width, height, data };
}
