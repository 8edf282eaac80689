import type { Selection } from '@celltally/imaging';
import type { Io } from '../io.js';
import { notice } from '../notice.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { createHeatPlane, type HeatPlane } from './heat-plane.js';
import { openOverlayPainter } from './overlay-painter.js';
import { placesIn } from './places.js';
import type { Product } from './product.js';

/** The maps of all pictures as heat over the picture, in a folder, which is made. */
export async function openHeatPictures(
  folder: string,
  pictures: readonly InputPicture[],
  selection: Selection,
  io: Io,
): Promise<Product> {
  const places = await placesIn(folder, pictures);
  const paths = new Map(pictures.map(({ name, path }) => [name, path]));
  const painter = openOverlayPainter();
  const files = new Map<string, string>();
  const growing = new Map<string, HeatPlane>();
  let painting: Promise<void> = Promise.resolve();
  const paint = async (image: string, count: number, heat: HeatPlane): Promise<void> => {
    const target = `${places.get(image)}.png`;
    const path = paths.get(image) as string;
    const painted = await painter.paint({ path, selection, points: [], count, heat: heat.finish(), target });
    if ('reason' in painted) notice(io, 'warning', `no heat of ${image}: ${painted.reason}`);
    else files.set(image, target);
  };
  return {
    files,
    take: async (event) => {
      if (event.type === 'mapBand') {
        const { image, width, totalHeight, values } = event;
        const heat = growing.get(image) ?? createHeatPlane(width, totalHeight);
        growing.set(image, heat);
        heat.add(values);
      } else if (event.type === 'counted') {
        const { image, count } = event.result;
        const heat = growing.get(image);
        growing.delete(image);
        // A plane is large: at most one waits to be drawn.
        await painting;
        if (heat !== undefined) painting = paint(image, count, heat);
      } else if (event.type === 'failed') growing.delete(event.image);
    },
    finish: async () => {
      await painting;
      await painter.close();
    },
  };
}
