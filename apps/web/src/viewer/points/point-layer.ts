import type { View } from '../view.js';
import type { PointStyle, ViewedPoint } from '../viewer.js';
import { markerRadius } from './marker.js';
import { createPointIndex, type PointIndex } from './point-index.js';
import { createPointStore, marked } from './point-store.js';
import { createCanvasPoints } from './points-canvas.js';
import { createGlPoints } from './points-gl.js';

/** The points over the picture: to be found, changed and drawn. */
export interface PointLayer {
  readonly by: 'webgl' | 'canvas';
  readonly index: PointIndex;
  setAll(points: readonly ViewedPoint[]): void;
  change(put: readonly ViewedPoint[], removed: readonly number[]): void;
  setStyle(style: PointStyle): void;
  /** Marks exactly these points. */
  mark(mark: keyof typeof marked, ids: ReadonlySet<number>): void;
  /** How far dragged points are from their place, in pixels of the picture. */
  setDrag(drag: { readonly dx: number; readonly dy: number }): void;
  /** Radius of a marker in a view, in CSS pixels. */
  radius(view: View): number;
  draw(view: View, ratio: number): void;
  close(): void;
}

const plain: PointStyle = { size: 7, classes: [], visible: true };

/** @param redraw asked for when the browser has given the graphics card back */
export function createPointLayer(canvas: HTMLCanvasElement, redraw: () => void): PointLayer {
  const store = createPointStore();
  const index = createPointIndex();
  const painter = createGlPoints(canvas, redraw) ?? createCanvasPoints(canvas);
  let style = plain;
  let drag = { dx: 0, dy: 0 };
  const radius = (view: View) => markerRadius(style.size, index.count, index.area, view.scale);
  return {
    by: painter.by,
    index,
    setAll(points) {
      store.setAll(points);
      index.setAll(points);
    },
    change(put, removed) {
      for (const id of removed) {
        store.remove(id);
        index.remove(id);
      }
      for (const point of put) {
        store.put(point);
        index.put(point);
      }
    },
    setStyle(next) {
      style = next;
    },
    mark: (mark, ids) => store.mark(marked[mark], ids),
    setDrag(next) {
      drag = next;
    },
    radius,
    draw: (view, ratio) => painter.draw({ store, view, ratio, radius: radius(view), style, drag }),
    close: () => painter.close(),
  };
}
