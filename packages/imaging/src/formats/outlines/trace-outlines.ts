import type { LabelImage } from '../../analysis/label-image.js';
import type { Point } from '../../annotation.js';
import type { Outline, Ring } from './outline.js';

/** Right, down, left, up. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * The outline of every label, along the edges of its pixels: the exact shape, corner-based, by label. Pieces that touch at a
 * corner only are rings of their own, and no ring touches itself, so that each outline is a valid polygon (OGC Simple
 * Features).
 */
export function traceOutlines(image: LabelImage): ReadonlyMap<number, Outline> {
  const { width, height, labels } = image;
  const outlines = new Map<number, Ring[]>();
  // Every ring, of an outer border or a hole, runs to the right above at least one of its pixels.
  const walked = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0 || walked[i] === 1 || (y > 0 && labels[i - width] === label)) continue;
      const rings = outlines.get(label) ?? [];
      outlines.set(label, rings);
      rings.push(...simpleRings(walkBorder(image, x, y, walked)));
    }
  }
  return outlines;
}

/** The corners of one border, clockwise around the label. */
function walkBorder(
  { width, height, labels }: LabelImage,
  startX: number,
  startY: number,
  walked: Uint8Array,
): Point[] {
  const label = labels[startY * width + startX]!;
  const own = (px: number, py: number): boolean =>
    px >= 0 && py >= 0 && px < width && py < height && labels[py * width + px] === label;
  const corners: Point[] = [];
  let [x, y, direction] = [startX, startY, 0];
  do {
    if (direction === 0) walked[y * width + x] = 1;
    const [stepX, stepY] = STEPS[direction]!;
    x += stepX;
    y += stepY;
    // The two pixels ahead, on either side of the line that runs on. Where they meet a diagonal neighbour, the border turns
    // away from it.
    const [aheadX, aheadY] = [x + (stepX - 1) / 2, y + (stepY - 1) / 2];
    const right = own(aheadX - stepY / 2, aheadY + stepX / 2);
    const left = own(aheadX + stepY / 2, aheadY - stepX / 2);
    if (!right) direction = (direction + 1) % 4;
    else if (left) direction = (direction + 3) % 4;
    else continue;
    corners.push({ x, y });
  } while (x !== startX || y !== startY || direction !== 0);
  return corners;
}

/** Takes a border apart where it passes a corner twice. */
function simpleRings(border: readonly Point[]): Ring[] {
  const rings: Ring[] = [];
  const path: Point[] = [];
  const places = new Map<string, number>();
  for (const corner of border) {
    const key = `${corner.x} ${corner.y}`;
    const before = places.get(key);
    if (before !== undefined) {
      const ring = path.splice(before);
      for (const { x, y } of ring) places.delete(`${x} ${y}`);
      rings.push(ring);
    }
    places.set(key, path.length);
    path.push(corner);
  }
  return [...rings, path];
}
