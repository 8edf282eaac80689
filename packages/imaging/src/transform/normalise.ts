import type { Image } from '../image.js';
import { fullScale } from './full-scale.js';
import { type PercentileMeter, percentileMeter } from './percentile.js';
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

/** How one channel is normalised: `(value - offset) * scale`. */
export interface IntensityLine {
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
  const meter = normalisationMeter(image, how);
  if (meter.measures) {
    do meter.add(image);
    while (meter.again());
  }
  return applyLines(image, meter.lines());
}

/** Normalises an image, or a piece of one, by what normalisationMeter found. */
export function applyLines(image: Image, lines: readonly IntensityLine[]): FloatImage {
  const area = image.width * image.height;
  const data = new Float32Array(image.data.length);
  lines.forEach(({ scale, offset }, c) => {
    const end = (c + 1) * area;
    for (let i = c * area; i < end; i++) data[i] = (image.data[i]! - offset) * scale;
  });
  return { ...image, bitDepth: 32, data };
}

/** Finds how a picture is to be normalised that comes in pieces; the result is exactly that of the whole picture. */
export interface NormalisationMeter {
  /** Whether the picture must be looked at; if not, nothing need be added. */
  readonly measures: boolean;
  /** Takes a piece of the picture, in any order. */
  add(piece: Image): void;
  /** Ends a pass over the picture. True if all pieces must come once more: floats take two passes. */
  again(): boolean;
  /** One for each channel; after the last pass. */
  lines(): readonly IntensityLine[];
}

/**
 * @param picture - of the kind that the pieces are of
 * @throws RangeError where an option is out of range, or lists another number of channels than the picture has
 */
export function normalisationMeter(
  picture: Pick<Image, 'channels' | 'bitDepth'>,
  how: Normalisation,
): NormalisationMeter {
  if (how.kind === 'percentile') return percentileLines(picture, how);
  const lines = fixedLines(picture, how);
  return { measures: false, add: () => {}, again: () => false, lines: () => lines };
}

function percentileLines(
  { channels, bitDepth }: Pick<Image, 'channels' | 'bitDepth'>,
  { low, high, jointly = false }: Normalisation & { readonly kind: 'percentile' },
): NormalisationMeter {
  requireThat(low >= 0 && low < high && high <= 100, 'low and high', '0 <= low < high <= 100', [low, high]);
  const meters = Array.from({ length: jointly ? 1 : channels }, () => percentileMeter(bitDepth, [low, high]));
  const line = (meter: PercentileMeter): IntensityLine => {
    const [bottom, top] = meter.values() as [number, number];
    return between(bottom, top);
  };
  return {
    measures: true,
    add: ({ data, width, height }) => {
      if (jointly) return meters[0]!.add(data);
      const area = width * height;
      meters.forEach((meter, c) => {
        meter.add(data.subarray(c * area, (c + 1) * area));
      });
    },
    // Every meter must hear of the end of the pass.
    again: () => meters.map((meter) => meter.again()).includes(true),
    lines: () => {
      const found = meters.map(line);
      return jointly ? Array.from({ length: channels }, () => found[0]!) : found;
    },
  };
}

function fixedLines(
  { channels, bitDepth }: Pick<Image, 'channels' | 'bitDepth'>,
  how: Exclude<Normalisation, { readonly kind: 'percentile' }>,
): IntensityLine[] {
  if (how.kind === 'range') {
    requireThat(how.max > how.min, 'min and max', 'min < max', [how.min, how.max]);
    return Array.from({ length: channels }, () => between(how.min, how.max));
  }
  const full = fullScale({ bitDepth });
  const mean = perChannel('mean', how.mean, channels);
  const std = perChannel('std', how.std, channels);
  requireThat(
    std.every((value) => value > 0),
    'std',
    'above 0',
    std,
  );
  return mean.map((value, c) => ({ scale: 1 / (full * std[c]!), offset: value * full }));
}

function between(low: number, high: number): IntensityLine {
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
