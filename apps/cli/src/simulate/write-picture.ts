import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng, encodeTiff, type Image, labelPicture, type Simulation } from '@celltally/imaging';
import type { PictureRecipe } from './picture-recipes.js';

export type PictureFormat = 'png' | 'tiff';

/**
 * Writes `images/NAME` and `annotations/NAME` of one simulated picture and gives the picture's file name. Labels are
 * 16 bits; with more than 65,535 cells, floats in a TIFF.
 */
export async function writePicture(
  folder: string,
  { name }: PictureRecipe,
  { image, labels }: Simulation,
  format: PictureFormat | undefined,
): Promise<string> {
  const chosen = format ?? (image.bitDepth === 8 ? 'png' : 'tiff');
  const file = chosen === 'png' ? `${name}.png` : `${name}.tif`;
  await writeFile(join(folder, 'images', file), chosen === 'png' ? encodePng(image) : encodeTiff(image));
  const annotation = sixteenBits(labelPicture(labels));
  const small = annotation.bitDepth === 16;
  await writeFile(
    join(folder, 'annotations', small ? `${name}.png` : `${name}.tif`),
    small ? encodePng(annotation) : encodeTiff(annotation),
  );
  return file;
}

/** One depth for all label pictures of a set, however few cells some of them hold. */
function sixteenBits(image: Image): Image {
  return image.bitDepth === 8 ? { ...image, bitDepth: 16, data: Uint16Array.from(image.data) } : image;
}
