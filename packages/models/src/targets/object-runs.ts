import type { LabelRows } from '../model.js';

/**
 * The pixels of objects as runs of rows, joined by edges while they come: what is in memory grows with the objects'
 * outlines, and not with the map.
 */
export interface ObjectRuns {
  /** Adds the pixels from `start` to before `end` of row `y`. Runs come in raster order and do not touch in a row. */
  add(y: number, start: number, end: number): void;
  /**
   * The runs as a label image of `height` rows.
   *
   * @param firsts index `y * width + x` of each object's first pixel in raster order: label n is that of the nth. Objects
   * that are not named are background
   */
  labels(firsts: readonly number[], height: number): LabelRows;
}

export function createObjectRuns(width: number): ObjectRuns {
  const starts = createColumn();
  const ends = createColumn();
  /** Of each run, itself or one that came before it and hangs together with it. */
  const parents = createColumn();
  /** Number of the first run of each row. */
  const rows: number[] = [];
  /** The first run of the row above that may touch the next run. */
  let above = 0;

  const rootOf = (run: number): number => {
    let root = run;
    while (parents.at(root) !== root) {
      // Halving the way keeps it short for the next.
      parents.set(root, parents.at(parents.at(root)));
      root = parents.at(root);
    }
    return root;
  };
  const startRow = (y: number): void => {
    while (rows.length <= y) rows.push(starts.length());
    above = y === 0 ? starts.length() : rows[y - 1]!;
  };
  return {
    add: (y, start, end) => {
      if (rows.length <= y) startRow(y);
      const run = starts.length();
      starts.push(start);
      ends.push(end);
      parents.push(run);
      const last = rows[y]!;
      while (above < last && ends.at(above) <= start) above++;
      for (let other = above; other < last && starts.at(other) < end; other++) {
        const [a, b] = [rootOf(other), rootOf(run)];
        parents.set(Math.max(a, b), Math.min(a, b));
      }
    },
    labels: (firsts, height) => {
      while (rows.length < height) rows.push(starts.length());
      const wanted = new Map(firsts.map((first, i) => [first, i + 1]));
      const labelled = new Uint32Array(starts.length());
      rows.forEach((from, y) => {
        for (let run = from; run < (rows[y + 1] ?? labelled.length); run++) {
          const root = rootOf(run);
          labelled[run] = root === run ? (wanted.get(y * width + starts.at(run)) ?? 0) : labelled[root]!;
        }
      });
      return {
        width,
        height,
        read: (y, into) => {
          into.fill(0);
          for (let run = rows[y]!; run < (rows[y + 1] ?? labelled.length); run++) {
            into.fill(labelled[run]!, starts.at(run), ends.at(run));
          }
        },
      };
    },
  };
}

/** Whole numbers in a row that grows; a third of what an array of numbers takes. */
function createColumn() {
  let values = new Uint32Array(1024);
  let length = 0;
  return {
    push: (value: number): void => {
      if (length === values.length) {
        const larger = new Uint32Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    at: (i: number): number => values[i]!,
    set: (i: number, value: number): void => {
      values[i] = value;
    },
    length: (): number => length,
  };
}
