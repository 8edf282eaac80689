import type { ReducedMap } from '../work/engine-methods.js';

/** Values of a reduced map at most: a few megabytes, and finer than a screen shows. */
const MOST_VALUES = 2 ** 20;

/** Makes a map small while it comes in bands of rows. */
export interface MapReducer {
  add(rows: Float32Array): void;
  /** Forgets all rows: they come once more. */
  restart(): void;
  finish(): Pick<ReducedMap, 'width' | 'height' | 'values' | 'reduction'> & { readonly most: number };
}

/**
 * @param height about: it decides by how much the map is reduced
 * @param most values at most
 */
export function reduceMap(width: number, height: number, most = MOST_VALUES): MapReducer {
  let reduction = 1;
  while (Math.ceil(width / reduction) * Math.ceil(height / reduction) > most) reduction++;
  const columns = Math.ceil(width / reduction);
  let sums: Float64Array[] = [];
  let row = 0;
  let highest = 0;
  return {
    add: (rows) => {
      for (let start = 0; start < rows.length; start += width, row++) {
        const block = Math.floor(row / reduction);
        sums[block] ??= new Float64Array(columns);
        const line = sums[block];
        for (let x = 0; x < width; x++) {
          const value = rows[start + x]!;
          if (value > highest) highest = value;
          line[Math.floor(x / reduction)]! += value;
        }
      }
    },
    restart: () => {
      [sums, row, highest] = [[], 0, 0];
    },
    finish: () => {
      const values = new Float32Array(columns * sums.length);
      sums.forEach((line, y) => {
        const rows = Math.min(reduction, row - y * reduction);
        for (let x = 0; x < columns; x++) {
          const area = rows * Math.min(reduction, width - x * reduction);
          values[y * columns + x] = line[x]! / area;
        }
      });
      return { width: columns, height: sums.length, values, reduction, most: highest };
    },
  };
}
