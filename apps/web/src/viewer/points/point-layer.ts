import type { View } from '../view.js';
import type { PointStyle, ViewedPoint } from '../viewer.js';
import { type Bounds, together } from './geometry.js';
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
  draw(view: View, ratio: number, zooming: boolean): void;
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
  let draggedIds: ReadonlySet<number> = new Set();
  const dragged = (): Bounds | undefined => {
    let bounds: Bounds | undefined;
    for (const id of draggedIds) {
      const point = index.get(id);
      if (point === undefined) continue;
      const [x, y] = [point.x + drag.dx, point.y + drag.dy];
      bounds = together(bounds, { minX: x, minY: y, maxX: x, maxY: y });
    }
    return bounds;
  };
  const inside = (bounds: Bounds) => {
    const ids = new Set(index.inBox(bounds).map(({ id }) => id));
    for (const id of draggedIds) ids.add(id);
    const places = [...ids].map((id) => store.placeOf(id)).filter((place) => place !== undefined);
    return Int32Array.from(places).sort();
  };
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
    mark(mark, ids) {
      if (mark === 'dragged') draggedIds = ids;
      store.mark(marked[mark], ids);
    },
    setDrag(next) {
      drag = next;
    },
    radius,
    draw(view, ratio, zooming) {
      const shown = { store, style, drag, dragged: dragged(), inside };
      painter.draw({ ...shown, view, ratio, radius: radius(view), zooming });
    },
    close: () => painter.close(),
  };
}
