import type { LabelRows } from '../model.js';
import type { Runs } from './part-object.js';

/** A label image of `height` rows of objects that are given by their runs: label n is the nth. */
export function labelRows(
  objects: readonly Runs[],
  { width, height }: { readonly width: number; readonly height: number },
): LabelRows {
  const ends = new Uint32Array(height + 1);
  for (const runs of objects) for (let i = 0; i < runs.length; i += 3) ends[(runs[i] as number) + 1]!++;
  for (let y = 0; y < height; y++) ends[y + 1]! += ends[y]!;
  // Of each row from its own offset on: first column, column after the last, label.
  const table = new Uint32Array(3 * ends[height]!);
  const next = ends.slice(0, height);
  objects.forEach((runs, object) => {
    for (let i = 0; i < runs.length; i += 3) {
      const at = 3 * next[runs[i] as number]!++;
      table[at] = runs[i + 1] as number;
      table[at + 1] = runs[i + 2] as number;
      table[at + 2] = object + 1;
    }
  });
  return {
    width,
    height,
    read: (y, into) => {
      into.fill(0);
      for (let at = 3 * ends[y]!; at < 3 * ends[y + 1]!; at += 3) {
        into.fill(table[at + 2]!, table[at]!, table[at + 1]!);
      }
    },
  };
}
