import { encodePng } from '../codecs/png-encode.js';
import { encodeTiff } from '../codecs/tiff-encode.js';
import { countOf } from '../dataset/annotation-of.js';
import type { Dataset } from '../dataset/dataset.js';
import { dotImage } from '../formats/dot-image.js';
import { matrix } from './images.node.js';

/** An empty picture of 12 x 8 pixels, the size of all pictures of the small data sets in tests. */
const empty = matrix(Array.from({ length: 8 }, () => new Array<number>(12).fill(0)));

/** A picture as PNG bytes. */
export const picture: Uint8Array = encodePng(empty);

/** The same picture as TIFF bytes. */
export const tiffPicture: Uint8Array = encodeTiff(empty);

/** A dot picture as PNG bytes: pixels given as column and row. */
export function dots(...pixels: readonly (readonly [x: number, y: number])[]): Uint8Array {
  const points = pixels.map(([x, y]) => ({ x: x + 0.5, y: y + 0.5 }));
  return encodePng(dotImage(points, 12, 8));
}

/** A label picture as PNG bytes: squares of 2 x 2 pixels with these labels, from left to right. */
export function squares(...labels: readonly number[]): Uint8Array {
  const row = Array.from({ length: 12 }, (_, x) => (x % 3 < 2 ? (labels[Math.floor(x / 3)] ?? 0) : 0));
  const none = row.map(() => 0);
  return encodePng(matrix([none, row, row, none, none, none, none, none]));
}

/** The number of cells of every item by name; undefined where an item is not annotated. */
export async function countsOf(dataset: Dataset): Promise<Record<string, number | undefined>> {
  const counts: Record<string, number | undefined> = {};
  for (const item of dataset.items) {
    const annotation = await item.annotation();
    counts[item.name] = annotation && countOf(annotation);
  }
  return counts;
}
