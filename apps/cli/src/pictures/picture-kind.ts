import { type Image, openImage, type Selection, selectWithin } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';

/**
 * What a picture looks like, as far as the choice of a model goes:
 * - `grey`: one channel, several channels that are no colours, more than 8 bits, or colours that are all alike;
 * - `coloured`: 8-bit colours on dark ground, as in coloured fluorescence;
 * - `stained`: 8-bit colours on bright ground, as in stained tissue.
 */
export type PictureKind = 'grey' | 'coloured' | 'stained';

/** Mean difference between channels, of 255, below which a picture in colour is a grey one. */
const ALIKE = 3;
/** Mean luminance, of 255, from which ground is bright. */
const BRIGHT = 110;
/** Side of the piece in the middle that is looked at, in pixels. */
const PIECE = 512;

/** The kind of a picture by its pixels. */
export function pictureKind(image: Image): PictureKind {
  if (image.colour !== 'rgb' || image.bitDepth !== 8) return 'grey';
  const area = image.width * image.height;
  let difference = 0;
  let light = 0;
  for (let i = 0; i < area; i++) {
    const [red, green, blue] = [image.data[i]!, image.data[area + i]!, image.data[2 * area + i]!];
    difference += Math.max(red, green, blue) - Math.min(red, green, blue);
    light += 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  if (difference / area < ALIKE) return 'grey';
  return light / area < BRIGHT ? 'coloured' : 'stained';
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
