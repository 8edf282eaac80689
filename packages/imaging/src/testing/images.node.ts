import type { ColourModel, Image, Samples } from '../image.js';

/** Makes an image of one channel from its rows, for tests and examples: `matrix([[1, 2], [3, 4]])`. */
export function matrix(rows: readonly (readonly number[])[], bitDepth: Image['bitDepth'] = 8): Image {
  return planes([rows], 'grey', bitDepth);
}

/** Makes an image from the rows of each of its channels. */
export function planes(
  channels: readonly (readonly (readonly number[])[])[],
  colour: ColourModel = channels.length === 3 ? 'rgb' : 'multichannel',
  bitDepth: Image['bitDepth'] = 8,
): Image {
  const first = channels[0]!;
  const values = channels.flat(2);
  const data: Samples = new { 8: Uint8Array, 16: Uint16Array, 32: Float32Array }[bitDepth](values);
  return { width: first[0]!.length, height: first.length, channels: channels.length, colour, bitDepth, data };
}

/** The rows of one channel, to compare with a matrix. */
export function rows(image: Image, channel = 0): number[][] {
  return Array.from({ length: image.height }, (_, y) => {
    const from = (channel * image.height + y) * image.width;
    return Array.from(image.data.subarray(from, from + image.width));
  });
}
