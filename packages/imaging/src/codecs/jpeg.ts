import { decode } from 'jpeg-js';
import type { Image, ImageSource } from '../image.js';
import { brokenFile, failedDecoding, unsupportedFile } from './failures.js';
import { toPlanar } from './planar.js';
import { stillSource } from './still-source.js';
import { MOST_SAMPLES, requireDecodable } from './whole-file.js';

/**
 * Opens a baseline or progressive JPEG with 8 bits per sample (ITU-T T.81). Grey files stay one channel,
 * YCbCr and RGB files give RGB.
 *
 * @throws ImageFormatError where the file is damaged or truncated, too large, CMYK, lossless, arithmetic-coded, or of
 * 12 bits
 */
export async function openJpeg(bytes: Uint8Array, name?: string): Promise<ImageSource> {
  const { frame, complete } = survey(bytes);
  if (frame === undefined) throw brokenFile('jpeg', name, 'no frame header');
  const { marker, precision, components } = frame;
  if (marker > 0xc2 || precision !== 8) {
    const variant =
      marker > 0xc2 ? 'with lossless or arithmetic coding' : `with ${precision} bits per sample`;
    throw unsupportedFile('jpeg', name, variant, 'Save it as a baseline JPEG, or better as PNG or TIFF.');
  }
  if (components !== 1 && components !== 3) {
    const variant = components === 4 ? 'in CMYK (four printing inks)' : `with ${components} components`;
    throw unsupportedFile('jpeg', name, variant, 'Convert it to RGB.');
  }
  if (!complete) throw brokenFile('jpeg', name, 'it stops before its end marker');
  requireDecodable('jpeg', name, { ...frame, channels: components });
  return stillSource('jpeg', pixels(bytes, components, name));
}

function pixels(bytes: Uint8Array, components: 1 | 3, name: string | undefined): Image {
  let decoded: { width: number; height: number; data: Uint8Array };
  try {
    decoded = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: true,
      // Larger pictures are refused before.
      maxResolutionInMP: MOST_SAMPLES / 1e6,
      maxMemoryUsageInMB: 8192,
    });
  } catch (cause) {
    throw failedDecoding('jpeg', name, cause);
  }
  const { width, height, data } = decoded;
  return {
    width,
    height,
    channels: components,
    colour: components === 1 ? 'grey' : 'rgb',
    bitDepth: 8,
    data: toPlanar(data, width * height, 3, components),
  };
}

interface Frame {
  readonly marker: number;
  readonly precision: number;
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** Walks the segments of the file: its first frame header (SOF0 to SOF15), and whether it comes to its end (EOI). */
function survey(bytes: Uint8Array): { frame?: Frame; complete: boolean } {
  let frame: Frame | undefined;
  let at = 2;
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === 0x00 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
      at++;
      continue;
    }
    if (marker === 0xd9) return { ...(frame && { frame }), complete: true };
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && frame === undefined && at + 9 < bytes.length) {
      frame = {
        marker,
        precision: bytes[at + 4]!,
        height: (bytes[at + 5]! << 8) | bytes[at + 6]!,
        width: (bytes[at + 7]! << 8) | bytes[at + 8]!,
        components: bytes[at + 9]!,
      };
    }
    at += 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return { ...(frame && { frame }), complete: false };
}
