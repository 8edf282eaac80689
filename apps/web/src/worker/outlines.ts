import type { LabelRows } from '@celltally/counting';
import {
  type LabelImage,
  outlinePixels,
  type Region,
  type Outline as Rings,
  traceOutlines,
} from '@celltally/imaging';
import { type Outline, packOutline, type Runs, unpackOutline } from '../work/outline.js';

/** The outlines of a label image: that of label n is the nth. */
export function outlinesOf({ width, height, read }: LabelRows, cells: number): (Outline | undefined)[] {
  const runs = Array.from({ length: cells }, (): number[] => []);
  const row = new Uint32Array(width);
  for (let y = 0; y < height; y++) {
    read(y, row);
    for (let start = 0, x = 1; x <= width; x++) {
      const label = row[start]!;
      if (x < width && row[x] === label) continue;
      if (label > 0) runs[label - 1]?.push(y, start, x);
      start = x;
    }
  }
  return runs.map((own) => (own.length === 0 ? undefined : packOutline(own)));
}

/** A label image as it is read row by row. */
export const rowsOf = ({ width, height, labels }: LabelImage): LabelRows => ({
  width,
  height,
  read: (y, into) => into.set(labels.subarray(y * width, (y + 1) * width)),
});

/** The rings around an outline's pixels, along their edges. */
export function ringsOf(outline: Outline): Rings {
  const runs = unpackOutline(outline);
  const { x: left, y: top, width, height } = boundsOf(runs);
  const labels = new Uint32Array(width * height);
  for (let i = 0; i < runs.length; i += 3) {
    const line = (runs[i]! - top) * width - left;
    labels.fill(1, line + runs[i + 1]!, line + runs[i + 2]!);
  }
  const rings = traceOutlines({ width, height, labels }).get(1) ?? [];
  return rings.map((ring) => ring.map(({ x, y }) => ({ x: x + left, y: y + top })));
}

/** Pixels of the rectangle around an outline at most: a larger one is a part of the picture, and no cell. */
const MOST_PIXELS = 2 ** 22;

/** The pixels whose centres lie inside of rings; nothing where there is none, or where they are too many for a cell. */
export function outlineOfRings(rings: Rings): Outline | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const { x, y } of rings.flat()) {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
  }
  if (!((right - left) * (bottom - top) <= MOST_PIXELS)) return undefined;
  const width = Math.ceil(right);
  const runs: number[] = [];
  for (const pixel of outlinePixels(rings, width, Math.ceil(bottom))) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    if (runs.at(-1) === x && runs.at(-3) === y) runs[runs.length - 1] = x + 1;
    else runs.push(y, x, x + 1);
  }
  return runs.length === 0 ? undefined : packOutline(runs);
}

/** The smallest rectangle around some runs. */
function boundsOf(runs: Runs): Region {
  let [left, right] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < runs.length; i += 3) {
    left = Math.min(left, runs[i + 1]!);
    right = Math.max(right, runs[i + 2]!);
  }
  const top = runs[0]!;
  return { x: left, y: top, width: right - left, height: runs.at(-3)! + 1 - top };
}
