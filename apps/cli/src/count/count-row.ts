import type { PictureCount } from '@celltally/counting';
import type { InputPicture } from '../pictures/find-pictures.js';

/** What became of one picture. */
export type CountRow =
  | { readonly picture: InputPicture; readonly result: PictureCount }
  | { readonly picture: InputPicture; readonly reason: string };

/** The rows in the order in which the pictures were named; pictures that were not reached have none. */
export function inOrder(pictures: readonly InputPicture[], rows: readonly CountRow[]): readonly CountRow[] {
  const byName = new Map(rows.map((row) => [row.picture.name, row]));
  return pictures.flatMap(({ name }) => byName.get(name) ?? []);
}

/** Cells over all pictures that were counted. */
export function totalOf(rows: readonly CountRow[]): number {
  return rows.reduce((sum, row) => sum + ('result' in row ? row.result.count : 0), 0);
}
