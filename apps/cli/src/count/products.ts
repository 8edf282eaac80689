import { join } from 'node:path';
import type { Selection } from '@celltally/imaging';
import type { Io } from '../io.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { openHeatPictures } from './heat-pictures.js';
import { openLabelFiles } from './label-files.js';
import { openMapFiles } from './map-files.js';
import type { Product } from './product.js';

/** Which files are wanted of each picture, beside tables and overlays. */
export interface WantedProducts {
  readonly heat?: boolean;
  readonly maps?: boolean;
  readonly labels?: boolean;
}

/** The products of a count, by what they are called in its report. */
export type Products = Readonly<Partial<Record<'heat' | 'map' | 'labels', Product>>>;

const FOLDERS = { heat: 'heat', map: 'maps', labels: 'labels' } as const;

/** Opens what is wanted, each in a folder of its own below the results. */
export async function openProducts(
  out: string,
  { heat = false, maps = false, labels = false }: WantedProducts,
  pictures: readonly InputPicture[],
  selection: Selection,
  io: Io,
): Promise<Products> {
  return {
    ...(heat && { heat: await openHeatPictures(join(out, FOLDERS.heat), pictures, selection, io) }),
    ...(maps && { map: await openMapFiles(join(out, FOLDERS.map), pictures, io) }),
    ...(labels && { labels: await openLabelFiles(join(out, FOLDERS.labels), pictures, io) }),
  };
}

/** Waits for all of them. */
export async function finishProducts(products: Products): Promise<void> {
  await Promise.all(Object.values(products).map((product) => product.finish()));
}

/** Folders with files in them. */
export const foldersOf = (products: Products): readonly string[] =>
  (Object.keys(FOLDERS) as (keyof Products)[]).flatMap((what) =>
    (products[what]?.files.size ?? 0) > 0 ? [`${FOLDERS[what]}/`] : [],
  );

/** Paths by what they are and by picture name. */
export const filesOf = (products: Products): Readonly<Record<string, ReadonlyMap<string, string>>> =>
  Object.fromEntries(Object.entries(products).map(([what, { files }]) => [what, files]));
