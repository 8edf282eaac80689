import type { Image } from '../image.js';
import type { Colour } from './colours.js';

/** Mixes a colour into one pixel of a three-channel picture, in place. `opacity` 1 replaces it. */
export function blend(picture: Image, pixel: number, colour: Colour, opacity: number): void {
  const { data } = picture;
  const size = picture.width * picture.height;
  for (let channel = 0; channel < 3; channel++) {
    const i = channel * size + pixel;
    data[i] = Math.round(data[i]! + opacity * (colour[channel]! - data[i]!));
  }
}
