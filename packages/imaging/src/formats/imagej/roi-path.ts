import type { Point } from '../../annotation.js';
import type { Outline, Ring } from '../outlines/outline.js';

/** Segments of `java.awt.geom.PathIterator`: how many points follow the segment's number. */
const POINTS_OF = [1, 1, 2, 3, 0] as const;
const [MOVE, LINE, QUADRATIC, CUBIC, CLOSE] = [0, 1, 2, 3, 4] as const;

/** Straight pieces that stand for a curve. */
const PIECES = 8;

/**
 * The closed lines of a composite selection, as they stand: its array of segments, each a number and its points
 * (`ij.gui.ShapeRoi.getShapeAsArray`). Curves become eight straight pieces. What follows an unknown segment is left out.
 */
export function pathRings(path: readonly number[]): Ring[] {
  const rings: Point[][] = [];
  for (let at = 0; at < path.length; ) {
    const segment = path[at]!;
    const count = POINTS_OF[segment];
    if (count === undefined || at + 2 * count >= path.length) break;
    const points = Array.from({ length: count }, (_, i) => ({
      x: path[at + 1 + 2 * i]!,
      y: path[at + 2 + 2 * i]!,
    }));
    at += 1 + 2 * count;
    const ring = rings.at(-1);
    if (segment === MOVE) rings.push(points);
    else if (segment !== CLOSE && ring !== undefined)
      ring.push(...straightened(ring.at(-1)!, points, segment));
  }
  return rings;
}

/** Closed lines as an array of segments. */
export function ringPath(outline: Outline): number[] {
  return outline.flatMap((ring) => [...ring.flatMap(({ x, y }, i) => [i === 0 ? MOVE : LINE, x, y]), CLOSE]);
}

function straightened(from: Point, points: readonly Point[], segment: number): Point[] {
  if (segment !== QUADRATIC && segment !== CUBIC) return [...points];
  const control = [from, ...points];
  return Array.from({ length: PIECES }, (_, i) => casteljau(control, (i + 1) / PIECES));
}

/** The point of a Bézier curve at `t`, by de Casteljau's construction. */
function casteljau(control: readonly Point[], t: number): Point {
  let points = control;
  while (points.length > 1) {
    points = points.slice(1).map((b, i) => {
      const a = points[i]!;
      return { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
    });
  }
  return points[0]!;
}
