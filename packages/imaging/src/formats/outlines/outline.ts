import type { Point } from '../../annotation.js';

/** A closed line: its last point is joined to its first, which is not repeated. Corner-based pixels. */
export type Ring = readonly Point[];

/**
 * The shape of one cell: rings filled by the even-odd rule, so that a ring inside another is a hole and a cell may consist of
 * several pieces.
 */
export type Outline = readonly Ring[];

/** A piece of a shape as GeoJSON has it: the ring around it, then its holes. */
export type Polygon = readonly [Ring, ...Ring[]];

/** A ring without the repetition of its first point, with which many formats close it. */
export function openRing(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)];
  return ring.length > 1 && first?.x === last?.x && first?.y === last?.y ? ring.slice(0, -1) : ring;
}

/** Area in square pixels, positive where the ring runs clockwise on the screen (y points down): the shoelace formula. */
export function signedArea(ring: Ring): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

/** The pieces of an outline, each with its holes: a ring that an odd number of others surround is a hole of the smallest. */
export function polygonsOf(outline: Outline): Polygon[] {
  const rings = outline.filter((ring) => ring.length > 2 && signedArea(ring) !== 0);
  if (rings.length === 1) return [[rings[0]!]];
  const inner = rings.map(pointInside);
  const areas = rings.map((ring) => Math.abs(signedArea(ring)));
  // A point inside a ring may also lie in a smaller ring within it.
  const isAround = (j: number, i: number): boolean =>
    (areas[j]! > areas[i]! || (areas[j] === areas[i] && j < i)) && contains(rings[j]!, inner[i]!);
  const around = rings.map((_, i) => [...rings.keys()].filter((j) => j !== i && isAround(j, i)));
  const pieces = new Map<number, [Ring, ...Ring[]]>();
  for (const [i, ring] of rings.entries()) if (around[i]!.length % 2 === 0) pieces.set(i, [ring]);
  for (const [i, ring] of rings.entries()) {
    if (around[i]!.length % 2 === 0) continue;
    // Of the rings around a hole, the deepest is its own piece.
    const owner = around[i]!.reduce((a, b) => (around[b]!.length > around[a]!.length ? b : a));
    pieces.get(owner)?.push(ring);
  }
  return [...pieces.values()];
}

/** Area in square pixels, holes taken off. */
export function outlineArea(outline: Outline): number {
  return polygonsOf(outline).reduce(
    (sum, [outer, ...holes]) =>
      sum + Math.abs(signedArea(outer)) - holes.reduce((area, hole) => area + Math.abs(signedArea(hole)), 0),
    0,
  );
}

/** Centre of mass of the area, holes taken off; the mean of the points where there is no area. */
export function outlineCentroid(outline: Outline): Point {
  let [area, x, y] = [0, 0, 0];
  for (const polygon of polygonsOf(outline)) {
    for (const [i, ring] of polygon.entries()) {
      const own = signedArea(ring);
      const weight = (i === 0 ? 1 : -1) * Math.abs(own);
      const centre = ringCentroid(ring, own);
      area += weight;
      x += weight * centre.x;
      y += weight * centre.y;
    }
  }
  if (area > 0) return { x: x / area, y: y / area };
  const points = outline.flat();
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  return { x: mean((point) => point.x), y: mean((point) => point.y) };
}

/** Relative to the first point, so that far from the origin no digits are lost. */
function ringCentroid(ring: Ring, area: number): Point {
  const origin = ring[0]!;
  let [x, y] = [0, 0];
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    const [ax, ay, bx, by] = [a.x - origin.x, a.y - origin.y, b.x - origin.x, b.y - origin.y];
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return { x: origin.x + x / (6 * area), y: origin.y + y / (6 * area) };
}

/** A point that surely lies inside a ring with an area: between the first two crossings of a row through it. */
function pointInside(ring: Ring): Point {
  const ys = [...new Set(ring.map((point) => point.y))].sort((a, b) => a - b);
  const y = (ys[0]! + ys[1]!) / 2;
  const [left, right] = crossings(ring, y);
  return { x: (left! + right!) / 2, y };
}

function contains(ring: Ring, { x, y }: Point): boolean {
  return crossings(ring, y).filter((crossing) => crossing < x).length % 2 === 1;
}

function crossings(ring: Ring, y: number): number[] {
  return ring
    .flatMap((a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      return a.y <= y === b.y <= y ? [] : [a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)];
    })
    .sort((a, b) => a - b);
}
