import type { LabelImage } from '../analysis/label-image.js';
import { type SimulatedCell, visitCell } from './cell.js';

/** A cell of which less than this share can be seen is taken out of the scene: nobody could count it. */
const LEAST_VISIBLE = 0.3;

/** A scene in which every cell can be seen. `cells[n - 1]` has label `n`. */
export interface LabelledCells extends LabelImage {
  readonly cells: readonly SimulatedCell[];
}

/** Labels the pixels of cells, later ones on top, and drops those that the others hide. */
export function labelCells(cells: readonly SimulatedCell[], width: number, height: number): LabelledCells {
  const first = rasterise(cells, width, height);
  const kept = cells.filter(
    (_, i) => first.visible[i]! > 0 && first.visible[i]! >= LEAST_VISIBLE * first.area[i]!,
  );
  // Taking cells out only uncovers others, so one more round is enough.
  const { labels } = kept.length === cells.length ? first : rasterise(kept, width, height);
  return { width, height, labels, cells: kept };
}

function rasterise(cells: readonly SimulatedCell[], width: number, height: number) {
  const labels = new Uint32Array(width * height);
  const area = new Uint32Array(cells.length);
  const visible = new Uint32Array(cells.length);
  cells.forEach((cell, index) => {
    visitCell(cell, width, height, 0, (pixel, _dx, _dy, depth) => {
      if (depth <= 0) return;
      labels[pixel] = index + 1;
      area[index]!++;
    });
  });
  for (const label of labels) if (label > 0) visible[label - 1]!++;
  return { labels, area, visible };
}
