import type { LabelImage } from '../analysis/label-image.js';
import type { Plane } from '../analysis/plane.js';
import type { Point } from '../annotation.js';
import type { Image } from '../image.js';
import { drawColourBar } from './colour-bar.js';
import { drawNumber } from './digits.js';
import { drawHeat } from './heat.js';
import { drawMarkers, type MarkerStyle } from './markers.js';
import { drawOutlines } from './outlines.js';
import { type StretchOptions, toDisplay } from './stretch.js';

/** What to draw on a picture; everything is optional and drawn in this order. */
export interface OverlayOptions {
  /** A density or location map, as heat, with a bar that tells its values. Not larger than the picture. */
  readonly heat?: Plane;
  /** Objects, as outlines. Of the picture's size. */
  readonly labels?: LabelImage;
  /** Cells, as markers. */
  readonly points?: readonly Point[];
  readonly marker?: MarkerStyle;
  /** A number for the top-left corner. */
  readonly count?: number;
  readonly stretch?: StretchOptions;
}

/**
 * Draws results on a picture for people to look at. Returns a new picture of the same size with three channels of 8 bits;
 * the colours suit all kinds of colour vision.
 *
 * @throws ImagingError when a map or label image does not fit the picture
 */
export function drawOverlay(image: Image, options: OverlayOptions): Image {
  const picture = toDisplay(image, options.stretch);
  if (options.heat) drawColourBar(picture, drawHeat(picture, options.heat));
  if (options.labels) drawOutlines(picture, options.labels);
  if (options.points) drawMarkers(picture, options.points, options.marker);
  if (options.count !== undefined) {
    const { count } = options;
    drawNumber(picture, Number.isInteger(count) ? String(count) : count.toFixed(1));
  }
  return picture;
}
