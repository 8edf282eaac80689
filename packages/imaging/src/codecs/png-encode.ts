import { encode } from 'fast-png';
import { ImageFormatError } from '../errors.js';
import type { Image } from '../image.js';
import { toInterleaved } from './planar.js';

/**
 * Encodes an image as PNG, exactly: 8 or 16 bits; one channel as grey, three as RGB, four as RGB with alpha.
 *
 * @throws ImageFormatError where the image has 32 bit samples or another number of channels
 */
export function encodePng(image: Image): Uint8Array {
  const { width, height, channels, data } = image;
  if (data instanceof Float32Array || ![1, 3, 4].includes(channels)) {
    throw new ImageFormatError(
      `PNG holds 1, 3 or 4 channels of 8 or 16 bits, not ${channels} of ${image.bitDepth}; ` +
        'select channels, and convert floats to integers first.',
      'png',
    );
  }
  const depth = data instanceof Uint16Array ? 16 : 8;
  return encode({ width, height, channels, depth, data: toInterleaved(data, width * height, channels) });
}
