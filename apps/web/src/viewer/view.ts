import type { Point } from '@celltally/imaging';

/** Which part of the picture is seen: pixels of the screen are CSS pixels, counted from the viewer's corner. */
export interface View {
  /** Pixels of the screen to one of the picture. */
  readonly scale: number;
  /** Where the picture's corner is on the screen. */
  readonly left: number;
  readonly top: number;
  /** Size of the viewer. */
  readonly width: number;
  readonly height: number;
}

export const toScreen = (view: View, { x, y }: Point): Point => ({
  x: view.left + x * view.scale,
  y: view.top + y * view.scale,
});

export const toPicture = (view: View, { x, y }: Point): Point => ({
  x: (x - view.left) / view.scale,
  y: (y - view.top) / view.scale,
});

export const sameView = (a: View, b: View): boolean =>
  a.scale === b.scale && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
