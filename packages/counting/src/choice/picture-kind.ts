import { type Image, percentiles } from '@celltally/imaging';

/**
 * What a picture looks like, as far as the choice of a model goes:
 * - `grey`: grey on dark ground, as in fluorescence: one channel, several channels that are no colours, more than 8
 *   bits, or colours that are all alike;
 * - `bright`: the same on bright ground, as in bright-field and phase contrast;
 * - `coloured`: 8-bit colours on dark ground, as in coloured fluorescence;
 * - `stained`: 8-bit colours on bright ground, as in stained tissue;
 * - `pale`: 8 bits, nearly white for the most part, as in adipose tissue.
 */
export const PICTURE_KINDS = ['grey', 'bright', 'coloured', 'stained', 'pale'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** Mean difference between channels, of 255, below which a picture in colour is a grey one. */
const ALIKE = 3;
/** Mean luminance, of 255, from which ground is bright. */
const BRIGHT = 110;
/** Mean luminance, of 255, from which a picture is nearly white: bone marrow ends at 198, adipose tissue begins at 223. */
const PALE = 220;
/** Where the median lies between the darkest and the brightest pixels, from which ground is bright at any bit depth. */
const BRIGHT_MEDIAN = 0.75;

/** The kind of a picture by its pixels. */
export function pictureKind(image: Image): PictureKind {
  const light = meanLight(image);
  if (light !== undefined && light >= PALE) return 'pale';
  if (!isColoured(image)) {
    return (light !== undefined && light >= BRIGHT) || hasBrightMedian(image) ? 'bright' : 'grey';
  }
  return light !== undefined && light >= BRIGHT ? 'stained' : 'coloured';
}

/** Mean luminance of 255; undefined where there is no such scale: 16-bit cameras rarely use theirs. */
function meanLight(image: Image): number | undefined {
  if (image.bitDepth !== 8) return undefined;
  const { data } = image;
  const area = image.width * image.height;
  let sum = 0;
  for (let i = 0; i < area; i++) {
    sum +=
      image.colour === 'rgb'
        ? 0.299 * data[i]! + 0.587 * data[area + i]! + 0.114 * data[2 * area + i]!
        : data[i]!;
  }
  return sum / area;
}

function isColoured(image: Image): boolean {
  if (image.colour !== 'rgb' || image.bitDepth !== 8) return false;
  const area = image.width * image.height;
  let difference = 0;
  for (let i = 0; i < area; i++) {
    const [red, green, blue] = [image.data[i]!, image.data[area + i]!, image.data[2 * area + i]!];
    difference += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  return difference / area >= ALIKE;
}

function hasBrightMedian(image: Image): boolean {
  const [dark, median, bright] = percentiles(
    image.data.subarray(0, image.width * image.height),
    [0.5, 50, 99.5],
  );
  return bright! > dark! && (median! - dark!) / (bright! - dark!) > BRIGHT_MEDIAN;
}
