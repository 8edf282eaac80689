import { type LabelImage, openImage, type PointSet } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';
import type { CountRow } from '../count/count-row.js';

/** Pixels of a label picture up to which it is read back for its outlines. */
const MOST_PIXELS = 1e8;

/**
 * The cells of a count's pictures, for export; with outlines where there is a label picture, whose label `n` is the point `n`.
 *
 * @param labels paths of label pictures by picture name
 */
export async function countedSets(
  rows: readonly CountRow[],
  labels: ReadonlyMap<string, string> | undefined,
): Promise<PointSet[]> {
  const sets: PointSet[] = [];
  for (const row of rows) {
    if (!('result' in row)) continue;
    const { width, height, points } = row.result;
    const path = width * height > MOST_PIXELS ? undefined : labels?.get(row.picture.name);
    const outlined = path === undefined ? {} : { labels: await readLabels(path) };
    sets.push({ image: row.picture.name, width, height, points, ...outlined });
  }
  return sets;
}

async function readLabels(path: string): Promise<LabelImage> {
  const file = await openFile(path);
  try {
    const { width, height, data } = await (await openImage(file, { name: path })).read();
    return { width, height, labels: Uint32Array.from(data) };
  } finally {
    await file.close();
  }
}
