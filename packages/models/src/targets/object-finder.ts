import { createRowComponents } from '@celltally/imaging';
import { type MapObject, objectThreshold, type Thresholds } from './find-objects.js';

/** Finds the objects of a map that comes in bands of rows: those of findObjects, in memory for two rows. */
export interface ObjectFinder {
  /** Takes the next rows, `[rows, width]`. */
  add(rows: Float32Array): void;
  /**
   * The objects in raster order, when all rows have come. Undefined where all of them must come once more, because the
   * share of the maximum, which is known only now, is the higher threshold.
   */
  finish(): MapObject[] | undefined;
}

/** @param wanted objects that are kept */
export function createObjectFinder(
  width: number,
  thresholds: Thresholds,
  wanted: (object: MapObject) => boolean,
): ObjectFinder {
  let components = createRowComponents(width, 4);
  let found: (MapObject & { readonly first: number })[] = [];
  let threshold = objectThreshold(thresholds, 0);
  let most = 0;
  let row = 0;

  const collect = (before: number): void => {
    for (const { first, area, x, y, sum } of components.closedBefore(before)) {
      const object = { first, x: x / area, y: y / area, area, mean: sum / area };
      if (wanted(object)) found.push(object);
    }
  };
  return {
    add: (rows) => {
      for (let i = 0; i < rows.length; row++) {
        for (let x = 0; x < width; x++, i++) {
          const value = rows[i]!;
          if (value > most) most = value;
          if (value >= threshold) components.add(x, row, 1, value, false);
        }
      }
      collect(row);
    },
    finish: () => {
      collect(Infinity);
      const objects = found.sort((a, b) => a.first - b.first);
      const exact = objectThreshold(thresholds, most);
      components = createRowComponents(width, 4);
      [found, row] = [[], 0];
      if (exact > threshold) {
        threshold = exact;
        return undefined;
      }
      return objects.map(({ x, y, area, mean }) => ({ x, y, area, mean }));
    },
  };
}
