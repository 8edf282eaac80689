import type { Point } from './annotation.js';
import type { Region } from './image.js';

/** Whether a point lies in a region: on its left and upper edges it does, on the others not, so that regions side by side share none. */
export const regionHolds = ({ x, y, width, height }: Region, point: Point): boolean =>
  point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
