import type { Point } from '@celltally/imaging';

/** Whether a point lies in a polygon, by the number of edges that a ray to the right crosses. */
export function isInside({ x, y }: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [a, b] = [polygon[i]!, polygon[j]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** Area of a polygon in square pixels (Gauss's trapezoid formula). */
export function polygonArea(polygon: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [a, b] = [polygon[i]!, polygon[j]!];
    sum += b.x * a.y - a.x * b.y;
  }
  return Math.abs(sum) / 2;
}

/** The smallest rectangle of whole pixels around a polygon, inside a picture. */
export function boundsOf(
  polygon: readonly Point[],
  { width, height }: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));
  const xs = polygon.map(({ x }) => x);
  const ys = polygon.map(({ y }) => y);
  const left = clamp(Math.floor(Math.min(...xs)), width - 1);
  const top = clamp(Math.floor(Math.min(...ys)), height - 1);
  return {
    x: left,
    y: top,
    width: Math.max(1, clamp(Math.ceil(Math.max(...xs)), width) - left),
    height: Math.max(1, clamp(Math.ceil(Math.max(...ys)), height) - top),
  };
}

/** What lies on the far edge of a picture belongs to the pixel before it. */
const EDGE = 1e-3;

/** A coordinate inside a picture of this size. */
export const within = (value: number, size: number): number => Math.max(0, Math.min(size - EDGE, value));

/** How far a point may lie outside: positions of cells that are cut off by the edge, and half-pixel rules. */
const STRAY = 1;

/** Whether a point lies in a picture, or so near that it can be brought inside. */
export const isNear = (
  { x, y }: Point,
  { width, height }: { readonly width: number; readonly height: number },
): boolean => x >= -STRAY && y >= -STRAY && x <= width + STRAY && y <= height + STRAY;
