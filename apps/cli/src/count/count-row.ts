import type { PictureCount } from '@celltally/counting';
import type { PixelSize } from '@celltally/imaging';
import type { InputPicture } from '../pictures/find-pictures.js';

/** What became of one picture. */
export type CountRow =
  | {
      readonly picture: InputPicture;
      readonly result: PictureCount;
      /** Absent where neither the file nor the user states it. */
      readonly pixelSize?: PixelSize;
    }
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

/** Cells per square millimetre of the whole picture; undefined where the size of its pixels is not known. */
export function densityOf(row: CountRow): number | undefined {
  if (!('result' in row) || row.pixelSize === undefined) return undefined;
  const { count, width, height } = row.result;
  return (count / (width * row.pixelSize.x * height * row.pixelSize.y)) * 1e6;
}

/** Side of a pixel in µm; of pixels that are not square, that of the square with their area. */
export function pixelSide(row: CountRow): number | undefined {
  if (!('result' in row) || row.pixelSize === undefined) return undefined;
  const { x, y } = row.pixelSize;
  return x === y ? x : Math.sqrt(x * y);
}
