import type { View } from '../view.js';
import type { PointStyle } from '../viewer.js';
import type { Bounds } from './geometry.js';
import type { PointStore } from './point-store.js';

/** All that a picture of the points depends on. */
export interface PointFrame {
  readonly store: PointStore;
  readonly view: View;
  /** Real pixels to one CSS pixel. */
  readonly ratio: number;
  /** Radius of a marker in CSS pixels. */
  readonly radius: number;
  readonly style: PointStyle;
  /** How far the dragged points are from their place, in pixels of the picture. */
  readonly drag: { readonly dx: number; readonly dy: number };
  /** Where the dragged points are drawn, in pixels of the picture. */
  readonly dragged: Bounds | undefined;
  /** Places in the store of the points that are drawn within a part of the picture, in the order of drawing. */
  readonly inside: (bounds: Bounds) => Int32Array;
  /** A zoom is under way: what takes long may be coarser, and is drawn again at its end. */
  readonly zooming: boolean;
}

/** Draws the points on a canvas of its own. */
export interface PointPainter {
  /** How it draws. */
  readonly by: 'webgl' | 'canvas';
  draw(frame: PointFrame): void;
  close(): void;
}

/** Shown for a class that has no colour. */
export const strayColour = [255, 214, 10] as const;
