import type { Random } from '../random.js';
import { drawCell, radiusTowards, type SimulatedCell } from './cell.js';
import type { ResolvedSimulation } from './options.js';

const ATTEMPTS = 40;
/** Cells that do not belong to a cluster keep this distance, in pixels. */
const GAP = 2;

/**
 * Draws and places the cells of a scene. Centres lie in the picture. A share of the cells is set against one that is there
 * already; the rest keep apart. A cell that finds no room in 40 attempts is left out.
 *
 * @param allowed refuses places that cannot hold a cell, e.g. where there is no tissue
 */
export function placeCells(
  random: Random,
  options: ResolvedSimulation,
  allowed: (x: number, y: number) => boolean = () => true,
): SimulatedCell[] {
  const { width, height, count, clustering, overlap } = options;
  const cells: SimulatedCell[] = [];
  const grid = createNeighbourhood(width, height, options.diameter);
  for (let n = 0; n < count; n++) {
    const looks = drawCell(random, options);
    const joins = cells.length > 0 && random.uniform() < clustering;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const place = joins
        ? placeBeside(random, looks, cells[random.integer(cells.length)]!, overlap)
        : { x: random.uniform() * width, y: random.uniform() * height };
      if (!(place.x >= 0 && place.x < width && place.y >= 0 && place.y < height)) continue;
      if (!allowed(place.x, place.y)) continue;
      const cell = { ...looks, ...place };
      const fits = grid.every(cell, (other) => clear(cell, other, joins ? 1 - overlap : 1, joins ? 0 : GAP));
      if (!fits) continue;
      cells.push(cell);
      grid.add(cell);
      break;
    }
  }
  return cells;
}

function placeBeside(random: Random, cell: SimulatedCell, other: SimulatedCell, overlap: number) {
  const direction = random.uniform() * 2 * Math.PI;
  const touching = radiusTowards(cell, direction + Math.PI) + radiusTowards(other, direction);
  const distance = touching * (1 - overlap * random.uniform());
  return { x: other.x + distance * Math.cos(direction), y: other.y + distance * Math.sin(direction) };
}

function clear(a: SimulatedCell, b: SimulatedCell, share: number, gap: number): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const distance = Math.hypot(dx, dy);
  if (distance > a.major + b.major + gap) return true;
  const direction = Math.atan2(dy, dx);
  const touching = radiusTowards(a, direction) + radiusTowards(b, direction + Math.PI);
  // The tiny slack lets a cell be placed at exactly the least distance.
  return distance >= touching * share + gap - 1e-9;
}

/** Cells by squares, so that only near ones are compared. */
function createNeighbourhood(width: number, height: number, diameter: number) {
  const size = 2 * diameter;
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const squares: SimulatedCell[][] = Array.from({ length: columns * rows }, () => []);
  let largest = 0;
  return {
    add(cell: SimulatedCell): void {
      largest = Math.max(largest, cell.major);
      squares[Math.floor(cell.y / size) * columns + Math.floor(cell.x / size)]!.push(cell);
    },
    every(cell: SimulatedCell, test: (other: SimulatedCell) => boolean): boolean {
      const reach = cell.major + largest + GAP;
      const right = Math.min(columns - 1, Math.floor((cell.x + reach) / size));
      const bottom = Math.min(rows - 1, Math.floor((cell.y + reach) / size));
      for (let row = Math.max(0, Math.floor((cell.y - reach) / size)); row <= bottom; row++) {
        for (let column = Math.max(0, Math.floor((cell.x - reach) / size)); column <= right; column++) {
          if (!squares[row * columns + column]!.every(test)) return false;
        }
      }
      return true;
    },
  };
}
