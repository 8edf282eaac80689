import { emptyLike } from '../codecs/empty-like.js';
import type { Image } from '../image.js';

/** `horizontal` exchanges left and right, `vertical` top and bottom. */
export type FlipDirection = 'horizontal' | 'vertical';

/** Mirrors an image. */
export function flip(image: Image, direction: FlipDirection): Image {
  const { width, height, channels } = image;
  const data = emptyLike(image.data, image.data.length);
  for (let row = 0; row < channels * height; row++) {
    const from = row * width;
    if (direction === 'horizontal') {
      for (let x = 0; x < width; x++) data[from + x] = image.data[from + width - 1 - x]!;
    } else {
      const y = row % height;
      data.set(image.data.subarray(from, from + width), (row - y + height - 1 - y) * width);
    }
  }
  return { ...image, data };
}
