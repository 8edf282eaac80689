import type { Samples } from '@celltally/imaging';
import type { ChannelDisplay, ViewedPicture } from '../viewer.js';

/** One channel as it is drawn: values from `low` to `high` become light of a colour, and the light of channels adds up. */
export interface Tone {
  readonly channel: number;
  readonly low: number;
  readonly high: number;
  /** Red, green and blue, 0 to 1. */
  readonly colour: readonly [number, number, number];
}

const primaries = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
] as const;

/** The display of a picture of which nobody has said how to show it: its first channel in grey, or its colours. */
export function defaultDisplay({ channels, bitDepth, colour }: ViewedPicture): readonly ChannelDisplay[] {
  const high = bitDepth === 32 ? 1 : 2 ** bitDepth - 1;
  return Array.from({ length: colour === 'rgb' ? 3 : channels }, (_, channel) => ({
    channel,
    visible: colour === 'rgb' || channel === 0,
    low: 0,
    high,
    colour: [255, 255, 255],
  }));
}

/** What is to be drawn of a display. The channels of a picture in colour are its primaries, whatever colours they carry. */
export function tonesOf(
  display: readonly ChannelDisplay[],
  { channels, colour }: Pick<ViewedPicture, 'channels' | 'colour'>,
): readonly Tone[] {
  return display
    .filter(({ visible, channel }) => visible && channel < (colour === 'rgb' ? 3 : channels))
    .map(({ channel, low, high, colour: [red, green, blue] }) => ({
      channel,
      low,
      high,
      colour: colour === 'rgb' ? primaries[channel]! : [red / 255, green / 255, blue / 255],
    }));
}

/** The light of a value, 0 to 1. A window without width is a threshold; values that are no numbers are dark. */
export function lightOf(value: number, low: number, high: number): number {
  if (high <= low) return value > low ? 1 : 0;
  const light = (value - low) / (high - low);
  return light > 0 ? Math.min(1, light) : 0;
}

/** The light of every value that whole-numbered samples can have. */
function lightTable(values: number, low: number, high: number): Float32Array {
  return Float32Array.from({ length: values }, (_, value) => lightOf(value, low, high));
}

/** Draws planes of equal length by their tones, into `[length x 4]` of red, green, blue and full opacity. */
export function tonePlanes(
  planes: ReadonlyMap<number, Samples>,
  tones: readonly Tone[],
  pixels: Uint8ClampedArray,
): void {
  const light = new Float32Array((pixels.length / 4) * 3);
  for (const { channel, low, high, colour } of tones) {
    const plane = planes.get(channel);
    if (plane === undefined) continue;
    const table =
      plane instanceof Float32Array ? undefined : lightTable(256 ** plane.BYTES_PER_ELEMENT, low, high);
    const [red, green, blue] = colour;
    for (let i = 0, at = 0; i < plane.length; i++, at += 3) {
      const amount = 255 * (table === undefined ? lightOf(plane[i]!, low, high) : table[plane[i]!]!);
      light[at]! += amount * red;
      light[at + 1]! += amount * green;
      light[at + 2]! += amount * blue;
    }
  }
  for (let from = 0, to = 0; to < pixels.length; from += 3, to += 4) {
    pixels[to] = light[from]!;
    pixels[to + 1] = light[from + 1]!;
    pixels[to + 2] = light[from + 2]!;
    pixels[to + 3] = 255;
  }
}
