import { emptyLike } from '../codecs/empty-like.js';
import type { Image, Region } from '../image.js';
import type { PicturePart } from '../tiling/read-tile.js';

/** The source pixels that make up one target pixel along an axis, and their weights, which sum to 1. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * Resizes an image, each axis by itself: smaller by averaging the area that a target pixel covers, larger by
 * linear interpolation between pixel centres. Corners stay corners: position (x, y), corner-based, goes to
 * (x * width / image.width, y * height / image.height). Integer samples are rounded.
 *
 * For intensities only: sums change with the number of pixels, so a density map or a label image must not be
 * resized this way.
 *
 * @param width - target width in pixels
 * @param height - target height in pixels
 * @throws RangeError where a side is no whole number of at least 1
 */
export function resize(image: Image, width: number, height: number): Image {
  requireSides(width, height);
  if (width === image.width && height === image.height) return { ...image, data: image.data.slice() };
  const whole = { x: 0, y: 0, width, height };
  return resizePart(
    { image, x: 0, y: 0, width: image.width, height: image.height },
    { width, height },
    whole,
  );
}

/**
 * The part of a picture that a rectangle of the resized picture is made of.
 *
 * @param region lies in the resized picture, of size `to`
 */
export function resizeSource(from: Size, to: Size, { x, y, width, height }: Region): Region {
  const along = (start: number, length: number, size: number, target: number): [number, number] => {
    const first = tapsAt(start, size, target);
    const last = tapsAt(start + length - 1, size, target);
    return [first.first, last.first + last.weights.length - first.first];
  };
  const [left, across] = along(x, width, from.width, to.width);
  const [top, down] = along(y, height, from.height, to.height);
  return { x: left, y: top, width: across, height: down };
}

/**
 * A rectangle of what {@link resize} makes of a picture, of which only a part is at hand: the same numbers.
 *
 * @param part holds resizeSource of the region at least
 * @param region lies in the resized picture, of size `to`
 */
export function resizePart(part: PicturePart, to: Size, region: Region): Image {
  requireSides(to.width, to.height);
  const { image } = part;
  const { width, height } = region;
  const taps = (start: number, length: number, size: number, target: number, offset: number): Taps[] =>
    Array.from({ length }, (_, i) => {
      const { first, weights } = tapsAt(start + i, size, target);
      return { first: first - offset, weights };
    });
  const across = taps(region.x, width, part.width, to.width, part.x);
  const down = taps(region.y, height, part.height, to.height, part.y);
  const data = emptyLike(image.data, image.channels * height * width);
  const round = data instanceof Float32Array ? (value: number) => value : Math.round;
  const row = new Float64Array(image.width);
  for (let c = 0; c < image.channels; c++) {
    for (let y = 0; y < height; y++) {
      mixRows(image, c, down[y]!, row);
      const at = (c * height + y) * width;
      for (let x = 0; x < width; x++) data[at + x] = round(mix(row, across[x]!));
    }
  }
  return { ...image, width, height, data };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function requireSides(width: number, height: number): void {
  for (const [property, side] of Object.entries({ width, height })) {
    if (!Number.isInteger(side) || side < 1) {
      throw new RangeError(`${property} must be a whole number of pixels of at least 1, not ${side}`);
    }
  }
}

/** What makes up target pixel `i` of `to` along an axis of `from` pixels. */
function tapsAt(i: number, from: number, to: number): Taps {
  const scale = from / to;
  return to < from ? areaTaps(i * scale, (i + 1) * scale, from) : linearTaps((i + 0.5) * scale - 0.5, from);
}

function areaTaps(start: number, end: number, size: number): Taps {
  const first = Math.floor(start);
  const last = Math.min(size, Math.ceil(end - 1e-9));
  const weights = Array.from(
    { length: last - first },
    (_, i) => Math.min(end, first + i + 1) - Math.max(start, first + i),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { first, weights: weights.map((weight) => weight / sum) };
}

function linearTaps(position: number, size: number): Taps {
  const clamped = Math.min(size - 1, Math.max(0, position));
  const first = Math.min(Math.floor(clamped), Math.max(0, size - 2));
  const fraction = clamped - first;
  return { first, weights: fraction === 0 ? [1] : [1 - fraction, fraction] };
}

function mixRows(image: Image, channel: number, taps: Taps, row: Float64Array): void {
  row.fill(0);
  taps.weights.forEach((weight, i) => {
    const from = (channel * image.height + taps.first + i) * image.width;
    for (let x = 0; x < image.width; x++) row[x] = row[x]! + weight * image.data[from + x]!;
  });
}

function mix(row: Float64Array, { first, weights }: Taps): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * row[first + i]!;
  return sum;
}
