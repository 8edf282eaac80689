import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';

export interface StretchOptions {
  /** Percentile of the samples that becomes black. Default 0.1. */
  readonly low?: number;
  /** Percentile of the samples that becomes white. Default 99.8. */
  readonly high?: number;
}

/** At most this many samples are looked at: percentiles of a sample are good enough to display. */
const SAMPLED = 1 << 18;

/**
 * A picture to look at: three channels of 8 bits, red, green and blue. One channel becomes grey, two red and green, more
 * the first three; channels of multichannel pictures are stretched one by one, those of grey and colour pictures alike,
 * between two percentiles. Colour pictures of 8 bits are made for the eye and stay as they are.
 */
export function toDisplay(image: Image, options: StretchOptions = {}): Image {
  const { low = 0.1, high = 99.8 } = options;
  if (!(low >= 0 && low < high && high <= 100)) {
    throw new ImagingError(`low and high must be percentiles, low below high, but are ${low} and ${high}.`);
  }
  const { width, height, channels } = image;
  const size = width * height;
  const data = new Uint8Array(3 * size);
  const asStored = image.colour === 'rgb' && image.bitDepth === 8;
  const together = image.colour === 'rgb' ? limits(image.data, low, high) : undefined;
  for (let channel = 0; channel < Math.min(3, channels); channel++) {
    const samples = image.data.subarray(channel * size, (channel + 1) * size);
    const target = data.subarray(channel * size, (channel + 1) * size);
    if (asStored) {
      target.set(samples);
      continue;
    }
    const [black, white] = together ?? limits(samples, low, high);
    const scale = white > black ? 255 / (white - black) : 0;
    for (let i = 0; i < size; i++) {
      const value = (samples[i]! - black) * scale + 0.5;
      target[i] = Math.max(0, Math.min(255, value));
    }
  }
  if (channels === 1) {
    data.copyWithin(size, 0, size);
    data.copyWithin(2 * size, 0, size);
  }
  return { width, height, channels: 3, colour: 'rgb', bitDepth: 8, data };
}

/** The two percentiles of the finite samples; the whole range where they coincide. */
function limits(samples: Image['data'], low: number, high: number): readonly [number, number] {
  // An odd step does not fall in with the columns of a picture.
  const step = Math.floor(samples.length / SAMPLED) | 1;
  const sorted = new Float32Array(Math.ceil(samples.length / step));
  let count = 0;
  for (let i = 0; i < samples.length; i += step) {
    if (Number.isFinite(samples[i]!)) sorted[count++] = samples[i]!;
  }
  if (count === 0) return [0, 0];
  const values = sorted.subarray(0, count).sort();
  const at = (percentile: number): number => values[Math.round(((count - 1) * percentile) / 100)]!;
  return at(high) > at(low) ? [at(low), at(high)] : [values[0]!, values[count - 1]!];
}
