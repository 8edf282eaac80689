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

/** Red, green, blue and opacity of each value of whole-numbered samples, as one number: many tiles are drawn by the same. */
const tables = new WeakMap<Tone, Uint32Array>();

function tableOf(values: number, tone: Tone): Uint32Array {
  const known = tables.get(tone);
  if (known?.length === values) return known;
  const bytes = new Uint8ClampedArray(4 * values);
  for (let value = 0; value < values; value++) {
    const light = 255 * lightOf(value, tone.low, tone.high);
    for (const part of [0, 1, 2] as const) bytes[4 * value + part] = light * tone.colour[part];
    bytes[4 * value + 3] = 255;
  }
  const made = new Uint32Array(bytes.buffer);
  tables.set(tone, made);
  return made;
}

/** Whether no primary gets light of two channels: what they give is then put together, and nothing is to be added up. */
const areApart = (tones: readonly Tone[]): boolean =>
  ([0, 1, 2] as const).every((part) => tones.filter(({ colour }) => colour[part] > 0).length <= 1);

/**
 * Draws planes of equal length by their tones, into `[length x 4]` of red, green, blue and full opacity.
 * @param pixels the whole of its buffer
 */
export function tonePlanes(
  planes: ReadonlyMap<number, Samples>,
  tones: readonly Tone[],
  pixels: Uint8ClampedArray,
): void {
  const come = tones.filter(({ channel }) => planes.has(channel));
  const whole = come.every(({ channel }) => !(planes.get(channel) instanceof Float32Array));
  if (whole && areApart(come)) putTogether(planes, come, pixels);
  else addUp(planes, come, pixels);
}

function putTogether(
  planes: ReadonlyMap<number, Samples>,
  tones: readonly Tone[],
  pixels: Uint8ClampedArray,
): void {
  const target = new Uint32Array(pixels.buffer);
  target.fill(new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer)[0]!);
  for (const tone of tones) {
    const plane = planes.get(tone.channel)!;
    const table = tableOf(256 ** plane.BYTES_PER_ELEMENT, tone);
    for (let i = 0; i < plane.length; i++) target[i]! |= table[plane[i]!]!;
  }
}

function addUp(
  planes: ReadonlyMap<number, Samples>,
  tones: readonly Tone[],
  pixels: Uint8ClampedArray,
): void {
  const light = new Float32Array((pixels.length / 4) * 3);
  for (const { channel, low, high, colour } of tones) {
    const plane = planes.get(channel)!;
    const [red, green, blue] = colour;
    for (let i = 0, at = 0; i < plane.length; i++, at += 3) {
      const amount = 255 * lightOf(plane[i]!, low, high);
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
