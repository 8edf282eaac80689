import { distanceTransform, watershed } from '@celltally/imaging';

/** Pixels of an object as runs of rows, in raster order: row, first column and column after the last, of one run after the other. */
export type Runs = readonly number[];

/** A peak of the distance that stands less than half a pixel above its saddle is the roughness of an outline. */
const ROUGHNESS = 0.5;

/**
 * The objects that an object consists of: what drains from one peak of the distance to the outside each (watershed). Two
 * peaks are two objects if the lower one stands more than `split` of its own height above the saddle between them, so
 * that a smaller share parts more. In raster order of the peaks.
 */
export function partObject(runs: Runs, split: number): readonly Runs[] {
  const [left, top] = [least(runs, 1), runs[0] as number];
  // A margin of one pixel is outside on every side.
  const width = most(runs, 2) - left + 2;
  const height = (runs.at(-3) as number) - top + 3;
  const inside = { width, height, data: new Uint8Array(width * height) };
  const outside = { width, height, data: new Uint8Array(width * height).fill(1) };
  for (let i = 0; i < runs.length; i += 3) {
    const row = ((runs[i] as number) - top + 1) * width + 1 - left;
    inside.data.fill(1, row + (runs[i + 1] as number), row + (runs[i + 2] as number));
    outside.data.fill(0, row + (runs[i + 1] as number), row + (runs[i + 2] as number));
  }
  const { labels, peaks } = watershed(distanceTransform(outside), {
    inside,
    dynamics: ROUGHNESS,
    relativeDynamics: split,
  });
  if (peaks.length < 2) return [runs];
  const parts = peaks.map((): number[] => []);
  for (let i = 0; i < runs.length; i += 3) {
    const [y, start, end] = [runs[i] as number, runs[i + 1] as number, runs[i + 2] as number];
    const row = (y - top + 1) * width + 1 - left;
    for (let from = start; from < end; ) {
      const label = labels[row + from] as number;
      let to = from + 1;
      while (to < end && labels[row + to] === label) to++;
      (parts[label - 1] as number[]).push(y, from, to);
      from = to;
    }
  }
  return parts;
}

/** Number of pixels, and sums of their centres, corner-based. */
export function momentsOf(runs: Runs): { readonly area: number; readonly x: number; readonly y: number } {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i < runs.length; i += 3) {
    const [row, start, end] = [runs[i] as number, runs[i + 1] as number, runs[i + 2] as number];
    const length = end - start;
    area += length;
    x += (length * (start + end)) / 2;
    y += length * (row + 0.5);
  }
  return { area, x, y };
}

function least(runs: Runs, member: 1 | 2): number {
  let found = Number.POSITIVE_INFINITY;
  for (let i = member; i < runs.length; i += 3) found = Math.min(found, runs[i] as number);
  return found;
}

function most(runs: Runs, member: 1 | 2): number {
  let found = 0;
  for (let i = member; i < runs.length; i += 3) found = Math.max(found, runs[i] as number);
  return found;
}
