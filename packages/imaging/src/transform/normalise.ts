import type { Image } from '../image.js';
import { fullScale } from './full-scale.js';
import { percentiles } from './percentile.js';
import type { FloatImage } from './to-float.js';

/** How intensities are brought into the range that a network was trained on. */
export type Normalisation =
  /**
   * `(value - p_low) / (p_high - p_low)`: the image's own percentiles (0 to 100) become 0 and 1; values beyond them
   * go beyond, nothing is clipped. Percentiles are of each channel by itself, or of all channels `jointly`
   * (default: false).
   */
  | { readonly kind: 'percentile'; readonly low: number; readonly high: number; readonly jointly?: boolean }
  /**
   * `(value / full - mean) / std`, where `full` is 255 or 65535, and 1 for floats. One mean and standard deviation
   * for all channels, or one per channel.
   */
  | {
      readonly kind: 'fixed';
      readonly mean: number | readonly number[];
      readonly std: number | readonly number[];
    }
  /** `(value - min) / (max - min)`, in the image's own units: `min` becomes 0 and `max` becomes 1, unclipped. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number };

/** `value * scale + offset`, for one channel. */
interface Line {
  readonly scale: number;
  readonly offset: number;
}

/**
 * Normalises an image to floats `[C, H, W]`. Where the percentiles coincide, as in a constant channel, that channel
 * becomes 0 wherever it has that value (the differences of other values are kept unscaled). Values that are not
 * finite play no part in percentiles and stay as they are.
 *
 * @throws RangeError where an option is out of range, or lists another number of channels than the image has
 */
export function normalise(image: Image, how: Normalisation): FloatImage {
  const area = image.width * image.height;
  const lines = linesFor(image, how);
  const data = new Float32Array(image.data.length);
  lines.forEach(({ scale, offset }, c) => {
    const end = (c + 1) * area;
    for (let i = c * area; i < end; i++) data[i] = (image.data[i]! - offset) * scale;
  });
  return { ...image, bitDepth: 32, data };
}

function linesFor(image: Image, how: Normalisation): Line[] {
  const channels = Array.from({ length: image.channels }, (_, c) => c);
  switch (how.kind) {
    case 'percentile': {
      requireThat(
        how.low >= 0 && how.low < how.high && how.high <= 100,
        'low and high',
        '0 <= low < high <= 100',
        [how.low, how.high],
      );
      const area = image.width * image.height;
      const line = (samples: Image['data']) => {
        const [low, high] = percentiles(samples, [how.low, how.high]) as [number, number];
        return between(low, high);
      };
      if (!how.jointly) return channels.map((c) => line(image.data.subarray(c * area, (c + 1) * area)));
      const joint = line(image.data);
      return channels.map(() => joint);
    }
    case 'fixed': {
      const full = fullScale(image);
      const mean = perChannel('mean', how.mean, image.channels);
      const std = perChannel('std', how.std, image.channels);
      requireThat(
        std.every((value) => value > 0),
        'std',
        'above 0',
        std,
      );
      return channels.map((c) => ({ scale: 1 / (full * std[c]!), offset: mean[c]! * full }));
    }
    case 'range': {
      requireThat(how.max > how.min, 'min and max', 'min < max', [how.min, how.max]);
      return channels.map(() => between(how.min, how.max));
    }
  }
}

function between(low: number, high: number): Line {
  return { scale: high > low ? 1 / (high - low) : 1, offset: low };
}

function perChannel(
  property: string,
  value: number | readonly number[],
  channels: number,
): readonly number[] {
  if (typeof value === 'number') return Array.from({ length: channels }, () => value);
  requireThat(
    value.length === channels,
    property,
    `one value, or one for each of ${channels} channels`,
    value,
  );
  return value;
}

function requireThat(holds: boolean, property: string, rule: string, received: readonly number[]): void {
  if (!holds) throw new RangeError(`${property} must be ${rule}; received ${received.join(', ')}`);
}
