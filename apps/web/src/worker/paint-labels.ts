import { AnnotationError, type LabelImage, type Point } from '@celltally/imaging';
import { type Outline, type Runs, unpackOutline } from '../work/outline.js';

export interface PaintedCell extends Point {
  readonly outline?: Outline;
}

/**
 * Cells as a label image in which the cell `i` has the label `i + 1`: an outlined one its own pixels, and any other a disc on
 * what outlines leave free. Where the position of such a cell lies in an outline, the person has seen two cells in it, so the
 * disc lies on top. Of outlines that overlap, the smaller stays on top; no cell takes the last pixel of another.
 *
 * @throws AnnotationError where a cell is left without a pixel: a label image would lose it
 */
export function paintLabels(
  cells: readonly PaintedCell[],
  { width, height }: { readonly width: number; readonly height: number },
  image: string,
): LabelImage {
  const labels = new Uint32Array(width * height);
  const areas = new Uint32Array(cells.length + 1);
  const take = (label: number, runs: Runs, mayTake: (owner: number) => boolean): void => {
    for (let i = 0; i < runs.length; i += 3) {
      // Outlines of other programs may reach beyond the picture.
      if (runs[i]! >= height) return;
      const line = runs[i]! * width;
      const end = line + Math.min(width, runs[i + 2]!);
      for (let pixel = line + runs[i + 1]!; pixel < end; pixel++) {
        const owner = labels[pixel]!;
        if (owner !== 0 && (areas[owner] === 1 || !mayTake(owner))) continue;
        areas[owner]!--;
        areas[label]!++;
        labels[pixel] = label;
      }
    }
  };
  const outlined = cells.flatMap(({ outline }, i) =>
    outline === undefined ? [] : [{ label: i + 1, runs: unpackOutline(outline) }],
  );
  outlined.sort((a, b) => areaOf(b.runs) - areaOf(a.runs));
  for (const { label, runs } of outlined) take(label, runs, () => true);
  const isDisc = (owner: number): boolean => cells[owner - 1]?.outline === undefined;
  const radius = discRadius(cells.length, width * height);
  for (const [i, cell] of cells.entries()) {
    if (cell.outline !== undefined) continue;
    const below = labels[Math.floor(cell.y) * width + Math.floor(cell.x)]!;
    const onTop = below !== 0 && !isDisc(below);
    take(i + 1, discRuns(cell, radius, width, height), (owner) => onTop || isDisc(owner));
  }
  const hidden = cells.findIndex((_, i) => areas[i + 1] === 0);
  if (hidden < 0) return { width, height, labels };
  throw new AnnotationError(
    `${image}: other cells cover cell ${hidden + 1} as a whole, so a label picture would lose it. Delete one of them, or use GeoJSON or ImageJ's format.`,
    image,
  );
}

function areaOf(runs: Runs): number {
  let area = 0;
  for (let i = 0; i < runs.length; i += 3) area += runs[i + 2]! - runs[i + 1]!;
  return area;
}

/** A third of the mean distance keeps most discs apart. */
const discRadius = (cells: number, area: number): number =>
  Math.max(1, Math.min(10, Math.sqrt(area / Math.max(1, cells)) / 3));

/** Pixels of a picture whose centre lies in a disc. */
function discRuns({ x, y }: Point, radius: number, width: number, height: number): number[] {
  const runs: number[] = [];
  const bottom = Math.min(height, Math.ceil(y + radius));
  for (let row = Math.max(0, Math.floor(y - radius)); row < bottom; row++) {
    const square = radius ** 2 - (row + 0.5 - y) ** 2;
    if (square < 0) continue;
    const start = Math.max(0, Math.ceil(x - Math.sqrt(square) - 0.5));
    const end = Math.min(width, Math.floor(x + Math.sqrt(square) - 0.5) + 1);
    if (start < end) runs.push(row, start, end);
  }
  return runs;
}
