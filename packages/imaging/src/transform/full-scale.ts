import type { Image } from '../image.js';

/** The value that stands for full brightness: 255 and 65535 for integers; 1 for floats, which have no largest. */
export function fullScale(image: Pick<Image, 'bitDepth'>): number {
  return { 8: 255, 16: 65535, 32: 1 }[image.bitDepth];
}
