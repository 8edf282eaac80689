import { connectedComponents } from '../analysis/components.js';
import type { Point } from '../annotation.js';
import { AnnotationError } from '../errors.js';
import type { Image } from '../image.js';
import type { MaskRule } from './mask-rule.js';
import { setPixels } from './set-pixels.js';

/** Options of `readDotImage`. */
export interface DotImageOptions extends Omit<MaskRule, 'marks'> {
  /** Default: `pixels` where at least three in four spots are single pixels, else `discs`. */
  readonly marks?: 'pixels' | 'discs';
}

/** The dots of a picture, and the rule by which they were read. */
export interface Dots {
  readonly annotation: { readonly kind: 'points'; readonly points: readonly Point[] };
  readonly rule: MaskRule & { readonly marks: 'pixels' | 'discs'; readonly threshold: number };
}

/** Of the connected spots, the share of single pixels from which on every set pixel is taken as one cell. */
const SINGLE_PIXEL_SHARE = 0.75;

/**
 * Reads a picture in which dots mark cells. A single pixel is a point at its centre (+0.5, +0.5), a disc one
 * at its centroid. Points come in reading order.
 */
export function readDotImage(image: Image, options: DotImageOptions = {}): Dots {
  const { width, height } = image;
  const { set, threshold } = setPixels(image, options);
  const spots = connectedComponents({ width, height, values: set }).components;
  const marks = options.marks ?? (looksLikePixels(spots.map(({ area }) => area)) ? 'pixels' : 'discs');
  const minimum = options.minimumObjectPixels ?? 1;
  const points =
    marks === 'pixels'
      ? pixelCentres(set, width)
      : spots.filter(({ area }) => area >= minimum).map(({ x, y }) => ({ x, y }));
  return { annotation: { kind: 'points', points }, rule: { ...options, marks, threshold } };
}

/** True if spots of these areas are single pixels, a few of them touching. */
export function looksLikePixels(areas: readonly number[]): boolean {
  return areas.filter((area) => area === 1).length >= SINGLE_PIXEL_SHARE * areas.length;
}

/**
 * Draws points as a dot picture: one white pixel (255) each, 8-bit grey. Throws `AnnotationError` if a point
 * lies outside, or two share a pixel, as one of them would be lost.
 */
export function dotImage(points: readonly Point[], width: number, height: number): Image {
  const data = new Uint8Array(width * height);
  for (const { x, y } of points) {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    if (!(column >= 0 && column < width && row >= 0 && row < height)) {
      throw new AnnotationError(
        `Point (${x}, ${y}) lies outside the picture of ${width} x ${height}. Leave it out.`,
      );
    }
    if (data[row * width + column] !== 0) {
      throw new AnnotationError(
        `Two points share the pixel (${column}, ${row}), and a dot picture would lose one. Write a point table instead.`,
      );
    }
    data[row * width + column] = 255;
  }
  return { width, height, channels: 1, colour: 'grey', bitDepth: 8, data };
}

function pixelCentres(set: Uint8Array, width: number): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < set.length; i++) {
    if (set[i] !== 0) points.push({ x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 });
  }
  return points;
}
