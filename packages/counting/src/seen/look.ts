import { type Image, percentiles, type Selection } from '@celltally/imaging';
import { type PictureKind, pictureKind } from '../choice/picture-kind.js';
import { cellSize } from './cell-diameter.js';
import { cellSignal, countedChannels, groundOf, whiteOf } from './cell-signal.js';
import { keptSource, type PictureSource, samplesOf } from './picture-source.js';

/** What a picture looks like, as far as it matters to a model. */
export interface PictureLook {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bitDepth: number;
  /** Mean luminance from 0 to 1; of 8 bits only, since others rarely use their range. */
  readonly light?: number;
  /** Mean difference between a pixel's largest and smallest channel, from 0 to 1; of 8-bit colours only. */
  readonly saturation?: number;
  /** Where the median lies between the darkest and the brightest pixels, from 0 to 1. */
  readonly median: number;
  /** Usual width of a cell in pixels, where there is something like one. */
  readonly diameter?: number;
  /** Whether the cells are bright areas between dark walls. */
  readonly walled: boolean;
}

/**
 * Looks at a picture: at all of it if it is small, else at a piece in the middle and one in each quarter.
 *
 * @throws what reading the picture throws
 */
export async function lookAt(
  source: PictureSource,
  selection: Selection = {},
  signal?: AbortSignal,
): Promise<PictureLook> {
  const { width, height, channels, bitDepth } = source.describe(selection);
  const kept = await keptSource(source, selection, signal);
  const parts: Image[] = [];
  for (const region of samplesOf({ width, height })) parts.push(await kept.read({ region }, signal));
  const middle = parts[0] as Image;
  const kind = pictureKind(middle);
  const counted = parts.map(countedChannels);
  const white = whiteOf(counted[0] as Image);
  const { diameter, walled } = cellSize(
    counted.map((part) => cellSignal(part, groundOf(kind), white)),
    kind,
  );
  return {
    ...{ kind, width, height, channels, bitDepth, walled },
    ...(bitDepth === 8 ? { light: mean(parts, lightOf) } : {}),
    ...(bitDepth === 8 && middle.colour === 'rgb' ? { saturation: mean(parts, saturationOf) } : {}),
    median: medianPosition(counted[0] as Image),
    ...(diameter === undefined ? {} : { diameter }),
  };
}

/** The mean over all pixels of what `of` says of a pixel of 8 bits, of 1. */
function mean(parts: readonly Image[], of: (image: Image, pixel: number) => number): number {
  let [sum, pixels] = [0, 0];
  for (const part of parts) {
    const area = part.width * part.height;
    for (let i = 0; i < area; i++) sum += of(part, i);
    pixels += area;
  }
  return sum / (255 * pixels);
}

function lightOf({ data, colour, width, height }: Image, i: number): number {
  if (colour !== 'rgb') return data[i]!;
  const area = width * height;
  return 0.299 * data[i]! + 0.587 * data[area + i]! + 0.114 * data[2 * area + i]!;
}

function saturationOf({ data, width, height }: Image, i: number): number {
  const area = width * height;
  const [red, green, blue] = [data[i]!, data[area + i]!, data[2 * area + i]!];
  return Math.max(red, green, blue) - Math.min(red, green, blue);
}

function medianPosition({ data, width, height }: Image): number {
  const [dark, median, bright] = percentiles(data.subarray(0, width * height), [0.5, 50, 99.5]) as [
    number,
    number,
    number,
  ];
  return bright > dark ? (median - dark) / (bright - dark) : 0;
}
