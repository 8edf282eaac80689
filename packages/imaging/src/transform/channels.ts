import { emptyLike } from '../codecs/empty-like.js';
import { SelectionError } from '../errors.js';
import type { Image } from '../image.js';

/** Weights of red, green and blue in luminance (ITU-R BT.601, as in Pillow's and OpenCV's conversions to grey). */
export const luminanceWeights = [0.299, 0.587, 0.114] as const;

export interface ToChannelsOptions {
  /**
   * Channels of a multichannel image to use, in this order: one to make grey of, or three to show as red, green
   * and blue. Default: the maximum over all channels.
   */
  readonly from?: readonly number[];
}

/**
 * Gives an image the number of channels that a network wants.
 *
 * - grey to 3: the channel three times over
 * - RGB to 1: luminance, `0.299 R + 0.587 G + 0.114 B`, rounded for integers
 * - multichannel: the channels chosen, else the maximum over all channels; as with grey, one goes into three
 *
 * @throws SelectionError where `from` names a channel that is not there, or is neither one channel nor `count`
 */
export function toChannels(image: Image, count: 1 | 3, options: ToChannelsOptions = {}): Image {
  const { from } = options;
  if (from !== undefined) return chosen(image, count, from);
  if (image.channels === count && (image.colour !== 'multichannel' || count === 1)) return image;
  if (image.colour === 'rgb') return luminance(image);
  const single = image.channels === 1 ? image : brightest(image);
  return count === 1 ? { ...single, colour: 'grey' } : repeated(single);
}

function chosen(image: Image, count: 1 | 3, from: readonly number[]): Image {
  const missing = from.find((c) => !Number.isInteger(c) || c < 0 || c >= image.channels);
  if (missing !== undefined) {
    throw new SelectionError(
      `from names channel ${missing}, but the image has channels 0 to ${image.channels - 1}`,
    );
  }
  if (from.length !== 1 && from.length !== count) {
    throw new SelectionError(
      `from must name one channel${count === 3 ? ' or three' : ''}, not ${from.length}`,
    );
  }
  const area = image.width * image.height;
  const data = emptyLike(image.data, from.length * area);
  from.forEach((channel, i) => {
    data.set(image.data.subarray(channel * area, (channel + 1) * area), i * area);
  });
  const picked: Image = { ...image, channels: from.length, colour: from.length === 3 ? 'rgb' : 'grey', data };
  return count === 3 && from.length === 1 ? repeated(picked) : picked;
}

function repeated(image: Image): Image {
  const data = emptyLike(image.data, image.data.length * 3);
  for (let c = 0; c < 3; c++) data.set(image.data, c * image.data.length);
  return { ...image, channels: 3, colour: 'rgb', data };
}

function luminance(image: Image): Image {
  const area = image.width * image.height;
  const data = emptyLike(image.data, area);
  const round = data instanceof Float32Array ? (value: number) => value : Math.round;
  const [red, green, blue] = luminanceWeights;
  for (let i = 0; i < area; i++) {
    const [r, g, b] = [image.data[i]!, image.data[area + i]!, image.data[2 * area + i]!];
    data[i] = round(red * r + green * g + blue * b);
  }
  return { ...image, channels: 1, colour: 'grey', data };
}

function brightest(image: Image): Image {
  const area = image.width * image.height;
  const data = image.data.slice(0, area);
  for (let c = 1; c < image.channels; c++) {
    for (let i = 0; i < area; i++) data[i] = Math.max(data[i]!, image.data[c * area + i]!);
  }
  return { ...image, channels: 1, colour: 'grey', data };
}
