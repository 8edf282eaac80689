import type { Point } from '@celltally/imaging';
import { toScreen } from '../view.js';
import type { GestureState, GestureStep, Scene } from './gesture.js';

/** How near to the first corner a click closes the polygon, in CSS pixels. */
const closeReach = 10;

/** The nearest place within the picture. */
export const intoPicture = ({ x, y }: Point, { picture }: Scene): Point => ({
  x: Math.max(0, Math.min(picture.width, x)),
  y: Math.max(0, Math.min(picture.height, y)),
});

/** Twice the area of a polygon; regions without one are slips of the hand. */
function doubleArea(polygon: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    sum += polygon[j]!.x * polygon[i]!.y - polygon[i]!.x * polygon[j]!.y;
  }
  return Math.abs(sum);
}

/** The part of a drawn outline that can be a region, if there is one. */
export function regionOf(outline: readonly Point[], scene: Scene): readonly Point[] | undefined {
  const polygon = outline.map((corner) => intoPicture(corner, scene));
  return polygon.length >= 3 && doubleArea(polygon) > 0 ? polygon : undefined;
}

export function closePolygon(state: GestureState, scene: Scene): GestureStep {
  const polygon = regionOf(state.corners, scene);
  if (polygon === undefined) return { state, effects: [] };
  return { state: { ...state, corners: [] }, effects: [{ type: 'region', polygon }] };
}

/** A click with the tool for polygons: another corner, or the end. */
export function addCorner(state: GestureState, at: Point, again: boolean, scene: Scene): GestureStep {
  const first = state.corners[0];
  if (first !== undefined && state.corners.length >= 3) {
    const screen = toScreen(scene.view, first);
    const atFirst = Math.hypot(screen.x - at.x, screen.y - at.y) <= closeReach;
    // The first click of a double click has placed the last corner.
    if (atFirst || again) return closePolygon(state, scene);
  }
  if (again) return { state, effects: [] };
  const corner = {
    x: (at.x - scene.view.left) / scene.view.scale,
    y: (at.y - scene.view.top) / scene.view.scale,
  };
  return { state: { ...state, corners: [...state.corners, intoPicture(corner, scene)] }, effects: [] };
}
