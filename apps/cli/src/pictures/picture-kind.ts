import { type Image, openImage, percentiles, type Selection, selectWithin } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';

/**
 * What a picture looks like, as far as the choice of a model goes:
 * - `grey`: grey on dark ground, as in fluorescence: one channel, several channels that are no colours, more than 8
 *   bits, or colours that are all alike;
 * - `bright`: the same on bright ground, as in bright-field and phase contrast;
 * - `coloured`: 8-bit colours on dark ground, as in coloured fluorescence;
 * - `stained`: 8-bit colours on bright ground, as in stained tissue;
 * - `pale`: 8 bits, nearly white for the most part, as in adipose tissue.
 */
export type PictureKind = 'grey' | 'bright' | 'coloured' | 'stained' | 'pale';

/** Mean difference between channels, of 255, below which a picture in colour is a grey one. */
const ALIKE = 3;
/** Mean luminance, of 255, from which ground is bright. */
const BRIGHT = 110;
/** Mean luminance, of 255, from which a picture is nearly white: bone marrow ends at 198, adipose tissue begins at 223. */
const PALE = 220;
/** Where the median lies between the darkest and the brightest pixels, from which ground is bright at any bit depth. */
const BRIGHT_MEDIAN = 0.75;
/** Side of the piece in the middle that is looked at, in pixels. */
const PIECE = 512;

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

/** The kind of the picture in a file; undefined if it cannot be read, which is for the count to report. */
export async function kindOfFile(path: string, selection: Selection): Promise<PictureKind | undefined> {
  try {
    const file = await openFile(path);
    try {
      const source = await openImage(file, { name: path });
      return pictureKind(await source.read(selectWithin(selection, middle(source.describe(selection)))));
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function middle({ width, height }: Pick<Image, 'width' | 'height'>): NonNullable<Selection['region']> {
  const [w, h] = [Math.min(width, PIECE), Math.min(height, PIECE)];
  return { x: Math.floor((width - w) / 2), y: Math.floor((height - h) / 2), width: w, height: h };
}
