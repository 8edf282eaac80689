import type { Io } from '../io.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { startGreyPng } from '../render/png-rows.js';
import { startTiff } from '../render/tiff-rows.js';
import { placesIn } from './places.js';
import type { Product } from './product.js';
import { openRowFiles } from './row-files.js';

/** The largest label of a PNG of 16 bits. */
const MOST_OF_PNG = 65_535;

/**
 * The objects of all pictures as label pictures, in a folder, which is made: PNG of 16 bits, or TIFF of 32 bits where a
 * picture has more than 65,535 of them.
 */
export async function openLabelFiles(
  folder: string,
  pictures: readonly InputPicture[],
  io: Io,
): Promise<Product> {
  const places = await placesIn(folder, pictures);
  return openRowFiles(
    'label picture',
    (event) => {
      if (event.type !== 'labelBand') return undefined;
      const { image, labels, objects, width, totalHeight: height } = event;
      const png = objects <= MOST_OF_PNG;
      const path = `${places.get(image)}.${png ? 'png' : 'tif'}`;
      const begin = () =>
        png ? startGreyPng(path, { width, height }) : startTiff(path, { width, height, format: 'unsigned' });
      return { image, values: labels, start: async () => ({ path, rows: await begin() }) };
    },
    io,
  );
}
