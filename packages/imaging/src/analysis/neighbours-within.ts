import type { Point } from '../annotation.js';

/** For every query point, the targets within the radius, nearest first, in compressed rows. */
export interface Neighbours {
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
}

/**
 * Finds all targets at a distance of `radius` or less from each query point, through a grid of square cells. Time and
 * memory grow with the number of points and of pairs, not with the area.
 */
export function neighboursWithin(
  queries: readonly Point[],
  targets: readonly Point[],
  radius: number,
): Neighbours {
  const offsets = new Uint32Array(queries.length + 1);
  if (targets.length === 0) return { offsets, neighbours: new Uint32Array(0) };
  const grid = buildGrid(targets, radius);
  const found: number[] = [];
  const row: { target: number; distance: number }[] = [];
  // A little further than the radius: a difference that rounds to it may begin in the cell beyond.
  const reach = radius * (1 + 1e-9);
  queries.forEach(({ x, y }, query) => {
    row.length = 0;
    const lastColumn = columnOf(grid, x + reach);
    const lastRow = rowOf(grid, y + reach);
    for (let gridRow = rowOf(grid, y - reach); gridRow <= lastRow; gridRow++) {
      for (let column = columnOf(grid, x - reach); column <= lastColumn; column++) {
        const cell = gridRow * grid.columns + column;
        for (let i = grid.starts[cell]!; i < grid.starts[cell + 1]!; i++) {
          const target = grid.members[i]!;
          // Not the squares, which vanish for tiny distances.
          const distance = Math.hypot(targets[target]!.x - x, targets[target]!.y - y);
          if (distance <= radius) row.push({ target, distance });
        }
      }
    }
    row.sort((a, b) => a.distance - b.distance || a.target - b.target);
    for (const { target } of row) found.push(target);
    offsets[query + 1] = found.length;
  });
  return { offsets, neighbours: Uint32Array.from(found) };
}

interface Grid {
  readonly left: number;
  readonly top: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  /** Members of cell `c` are `members[starts[c]] .. members[starts[c + 1] - 1]`. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

function buildGrid(points: readonly Point[], radius: number): Grid {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const [width, height, count] = [right - left, bottom - top, points.length];
  // Never more cells than a few per point, however small the radius is beside the area.
  const size = Math.max(radius, Math.sqrt((width * height) / count), width / count, height / count) || 1;
  const columns = Math.floor(width / size) + 1;
  const rows = Math.floor(height / size) + 1;
  const starts = new Uint32Array(columns * rows + 1);
  const grid = { left, top, size, columns, rows, starts, members: new Uint32Array(count) };
  const cells = Uint32Array.from(points, ({ x, y }) => rowOf(grid, y) * columns + columnOf(grid, x));
  for (const cell of cells) starts[cell + 1]!++;
  for (let cell = 0; cell < columns * rows; cell++) starts[cell + 1]! += starts[cell]!;
  const free = starts.slice();
  cells.forEach((cell, point) => {
    grid.members[free[cell]!++] = point;
  });
  return grid;
}

function columnOf({ left, size, columns }: Omit<Grid, 'members'>, x: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor((x - left) / size)));
}

function rowOf({ top, size, rows }: Omit<Grid, 'members'>, y: number): number {
  return Math.min(rows - 1, Math.max(0, Math.floor((y - top) / size)));
}
