import type { Io } from '../io.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { startTiff } from '../render/tiff-rows.js';
import { placesIn } from './places.js';
import type { Product } from './product.js';
import { openRowFiles } from './row-files.js';

/** The maps of all pictures as TIFF of 32-bit floats, in a folder, which is made. */
export async function openMapFiles(
  folder: string,
  pictures: readonly InputPicture[],
  io: Io,
): Promise<Product> {
  const places = await placesIn(folder, pictures);
  return openRowFiles(
    'map',
    (event) => {
      if (event.type !== 'mapBand') return undefined;
      const { image, values, width, totalHeight: height } = event;
      const path = `${places.get(image)}.tif`;
      const start = async () => ({ path, rows: await startTiff(path, { width, height, format: 'float' }) });
      return { image, values, start };
    },
    io,
  );
}
