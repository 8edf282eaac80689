import { emptyLike } from '../codecs/empty-like.js';
import type { Image } from '../image.js';

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
  for (const [property, side] of Object.entries({ width, height })) {
    if (!Number.isInteger(side) || side < 1) {
      throw new RangeError(`${property} must be a whole number of pixels of at least 1, not ${side}`);
    }
  }
  if (width === image.width && height === image.height) return { ...image, data: image.data.slice() };
  const across = axisTaps(image.width, width);
  const down = axisTaps(image.height, height);
  const data = emptyLike(image.data, image.channels * height * width);
  const round = data instanceof Float32Array ? (value: number) => value : Math.round;
  const row = new Float64Array(image.width);
  for (let c = 0; c < image.channels; c++) {
    for (let y = 0; y < height; y++) {
      mixRows(image, c, down[y]!, row);
      const to = (c * height + y) * width;
      for (let x = 0; x < width; x++) data[to + x] = round(mix(row, across[x]!));
    }
  }
  return { ...image, width, height, data };
}

function axisTaps(from: number, to: number): Taps[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) =>
    to < from ? areaTaps(i * scale, (i + 1) * scale, from) : linearTaps((i + 0.5) * scale - 0.5, from),
  );
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
