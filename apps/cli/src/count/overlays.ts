import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PictureCount } from '@celltally/counting';
import type { Selection } from '@celltally/imaging';
import type { Io } from '../io.js';
import { notice } from '../notice.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { overlayNames } from './overlay-names.js';
import { openOverlayPainter } from './overlay-painter.js';

/** The overlays of a count, drawn beside it. */
export interface Overlays {
  add(result: PictureCount): void;
  /** Waits for all of them; gives the files by picture name. One that could not be drawn is a warning. */
  allDrawn(): Promise<ReadonlyMap<string, string>>;
}

/** Overlays in a folder, which is made; without a folder, none. */
export async function openOverlays(
  folder: string | undefined,
  pictures: readonly InputPicture[],
  selection: Selection,
  io: Io,
): Promise<Overlays> {
  if (folder === undefined) return { add: () => {}, allDrawn: async () => new Map() };
  await mkdir(folder, { recursive: true });
  const names = overlayNames(pictures.map(({ name }) => name));
  const places = new Map(
    pictures.map(({ name, path }, i) => [name, { path, target: join(folder, names[i] as string) }]),
  );
  const painter = openOverlayPainter();
  const drawn = new Map<string, string>();
  const pending: Promise<void>[] = [];
  return {
    add: ({ image, points, count }) => {
      const place = places.get(image);
      if (place === undefined) return;
      const painting = painter.paint({ ...place, selection, points, count }).then((reason) => {
        if (reason === undefined) drawn.set(image, place.target);
        else notice(io, 'warning', `no overlay of ${image}: ${reason}`);
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
