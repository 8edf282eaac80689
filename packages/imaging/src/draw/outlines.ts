import type { LabelImage } from '../analysis/label-image.js';
import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';
import { blend } from './blend.js';
import { type Colour, PALETTE } from './colours.js';

/** Neighbours get different colours more often than not; all stand out from grey, pink and black ground. */
const COLOURS: readonly Colour[] = [
  PALETTE.yellow,
  PALETTE.skyBlue,
  PALETTE.orange,
  PALETTE.bluishGreen,
  PALETTE.reddishPurple,
];

/** Draws the inner outline of every label on a three-channel picture of the same size, in place, one pixel wide. */
export function drawOutlines(picture: Image, { width, height, labels }: LabelImage): void {
  if (width !== picture.width || height !== picture.height) {
    throw new ImagingError(
      `labels must be ${picture.width} x ${picture.height} like the picture, but are ${width} x ${height}.`,
    );
  }
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0) continue;
      const inside =
        (x === 0 || labels[i - 1] === label) &&
        (x === width - 1 || labels[i + 1] === label) &&
        (y === 0 || labels[i - width] === label) &&
        (y === height - 1 || labels[i + width] === label);
      if (!inside) blend(picture, i, COLOURS[label % COLOURS.length]!, 1);
    }
  }
}
