import { AnnotationError } from '../errors.js';
import type { Image } from '../image.js';
import type { MaskRule } from './mask-rule.js';

/** Which pixels of an annotation picture are set, and above which value a sample was taken as set. */
export interface SetPixels {
  /** 1 where set, `[H, W]`. */
  readonly set: Uint8Array;
  readonly threshold: number;
}

/**
 * Finds the set pixels of a picture. Default threshold: 0 if the picture has one value beside 0 (a clean mask
 * of whatever value), else half of the range of its samples, which keeps the noise of lossy compression out.
 * A pixel is set if any channel is above the threshold, or the rule's channel.
 */
export function setPixels(image: Image, rule: Pick<MaskRule, 'threshold' | 'channel'> = {}): SetPixels {
  const values = brightest(image, rule.channel);
  const threshold = rule.threshold ?? (levels(values) < 2 ? 0 : halfRange(image));
  const set = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) set[i] = values[i]! > threshold ? 1 : 0;
  return { set, threshold };
}

/**
 * True if the picture has only background and one mark: one value beside 0, or both ends of 8 bits and JPEG
 * noise.
 */
export function isTwoLevel(image: Image): boolean {
  const values = brightest(image, undefined);
  if (levels(values) < 2) return true;
  const nearZero = (value: number): boolean => value <= 32;
  const nearFull = (value: number): boolean => value >= 223;
  return (
    image.bitDepth === 8 &&
    values.some(nearFull) &&
    values.every((value) => nearZero(value) || nearFull(value)) &&
    values.some((value) => value > 0 && nearZero(value))
  );
}

/** The channel asked for, or the largest sample of each pixel. */
function brightest(image: Image, channel: number | undefined): Image['data'] {
  const area = image.width * image.height;
  if (channel !== undefined) {
    if (Number.isInteger(channel) && channel >= 0 && channel < image.channels) {
      return image.data.subarray(channel * area, (channel + 1) * area);
    }
    throw new AnnotationError(
      `The annotation is to be read from channel ${channel}, but the picture has ${image.channels}. Choose 0 to ${image.channels - 1}.`,
    );
  }
  const values = image.data.slice(0, area);
  for (let c = 1; c < image.channels; c++) {
    for (let i = 0; i < area; i++) values[i] = Math.max(values[i]!, image.data[c * area + i]!);
  }
  return values;
}

/** How many values beside 0 there are: 0, 1, or 2 for more. */
function levels(values: Image['data']): 0 | 1 | 2 {
  let first = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === 0 || value === first) continue;
    if (first !== 0) return 2;
    first = value;
  }
  return first === 0 ? 0 : 1;
}

function halfRange(image: Image): number {
  // 16-bit and float files often hold 8-bit marks: the range is the smallest usual one that covers the samples.
  let largest = 0;
  for (let i = 0; i < image.data.length; i++) largest = Math.max(largest, image.data[i]!);
  const range = [1, 255, 65535].find((limit) => largest <= limit) ?? largest;
  return range / 2;
}
