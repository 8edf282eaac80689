import { createRowComponents } from '@celltally/imaging';
import type { LabelRows } from '../model.js';
import { type Division, type MapObject, objectThreshold, partsOf, type Thresholds } from './find-objects.js';
import { createRunGatherer } from './gather-runs.js';
import { labelRows } from './label-runs.js';
import { discArea, leastArea, type Sizes } from './object-sizes.js';
import type { Runs } from './part-object.js';

/**
 * Finds the objects of a map that comes in bands of rows, in memory for two rows: those of findObjects that are large enough.
 */
export interface ObjectFinder {
  /** Takes the next rows, `[rows, width]`. */
  add(rows: Float32Array): void;
  /**
   * The objects in raster order, when all rows have come. Undefined where all of them must come once more, because the
   * share of the maximum, which is known only now, is the higher threshold.
   */
  finish(): FoundObjects | undefined;
}

export interface FoundObjects {
  readonly objects: readonly MapObject[];
  /** Label n is object n - 1; only where labels were asked for. */
  readonly labels?: LabelRows;
}

export interface ObjectFinderOptions {
  /** Whether the pixels of the objects are kept as well. */
  readonly labels: boolean;
}

/** An object, and the first pixel in raster order of what it hangs together with. */
interface Found {
  readonly first: number;
  readonly object: MapObject;
  readonly runs?: Runs;
}

export function createObjectFinder(
  width: number,
  settings: Thresholds & Division & Sizes,
  { labels }: ObjectFinderOptions,
): ObjectFinder {
  const { split } = settings;
  const disc = discArea(settings);
  const newRuns = () => (labels || split !== undefined ? createRunGatherer(width) : undefined);
  let runs = newRuns();
  let components = createRowComponents(width, 4);
  let found: Found[] = [];
  let threshold = objectThreshold(settings, 0);
  let most = 0;
  let row = 0;

  const collect = (before: number): void => {
    for (const { first, area, x, y, sum } of components.closedBefore(before)) {
      const whole = { x: x / area, y: y / area, area, mean: sum / area };
      const own = runs?.take(first);
      for (const part of own === undefined ? [{ object: whole }] : partsOf(whole, own, split)) {
        if (part.object.area >= disc)
          found.push(labels ? { first, ...part } : { first, object: part.object });
      }
    }
  };
  return {
    add: (rows) => {
      for (let i = 0; i < rows.length; row++) {
        let start = -1;
        for (let x = 0; x < width; x++, i++) {
          const value = rows[i]!;
          if (value > most) most = value;
          if (value >= threshold) {
            components.add(x, row, 1, value, false);
            if (start < 0) start = x;
          } else if (start >= 0) {
            runs?.add(row, start, x);
            start = -1;
          }
        }
        if (start >= 0) runs?.add(row, start, width);
      }
      collect(row);
    },
    finish: () => {
      collect(Infinity);
      const areas = found.map(({ object }) => object.area);
      const least = leastArea(areas, settings);
      const ordered = found.filter((_, i) => (areas[i] as number) >= least).sort((a, b) => a.first - b.first);
      const height = row;
      const exact = objectThreshold(settings, most);
      components = createRowComponents(width, 4);
      runs = newRuns();
      [found, row] = [[], 0];
      if (exact > threshold) {
        threshold = exact;
        return undefined;
      }
      const objects = ordered.map(({ object }) => object);
      if (!labels) return { objects };
      return {
        objects,
        labels: labelRows(
          ordered.map((each) => each.runs ?? []),
          { width, height },
        ),
      };
    },
  };
}
