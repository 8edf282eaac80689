import { join } from 'node:path';
import type { PictureCount } from '@celltally/counting';
import type { Selection } from '@celltally/imaging';
import type { Io } from '../io.js';
import { makeFolder } from '../make-folder.js';
import { notice } from '../notice.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { overlayNames } from './overlay-names.js';
import { openOverlayPainter } from './overlay-painter.js';

/** The overlays of a count, drawn beside it. */
export interface Overlays {
  add(result: PictureCount): void;
  /** Waits for all of them; gives them by picture name. One that could not be drawn is a warning. */
  allDrawn(): Promise<ReadonlyMap<string, DrawnOverlay>>;
}

/** An overlay that was written. */
export interface DrawnOverlay {
  readonly file: string;
  /** How many times smaller than the picture it is, in each direction; 1 unless the picture is very large. */
  readonly reduction: number;
}

/** Overlays in a folder, which is made; without a folder, none. */
export async function openOverlays(
  folder: string | undefined,
  pictures: readonly InputPicture[],
  selection: Selection,
  io: Io,
): Promise<Overlays> {
  if (folder === undefined) return { add: () => {}, allDrawn: async () => new Map() };
  await makeFolder(folder);
  const names = overlayNames(pictures.map(({ name }) => name));
  const places = new Map(
    pictures.map(({ name, path }, i) => [name, { path, target: join(folder, names[i] as string) }]),
  );
  const painter = openOverlayPainter();
  const drawn = new Map<string, DrawnOverlay>();
  const pending: Promise<void>[] = [];
  return {
    add: ({ image, points, count }) => {
      const place = places.get(image);
      if (place === undefined) return;
      const painting = painter.paint({ ...place, selection, points, count }).then((painted) => {
        if ('reason' in painted) {
          notice(io, 'warning', `no overlay of ${image}: ${painted.reason}`);
          return;
        }
        const { reduction } = painted;
        drawn.set(image, { file: place.target, reduction });
        if (reduction > 1) notice(io, 'info', `the overlay of ${image} is drawn ${reduction} times smaller`);
      });
      pending.push(painting);
    },
    allDrawn: async () => {
      await Promise.all(pending);
      await painter.close();
      return drawn;
    },
  };
}
