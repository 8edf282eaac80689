import type { Point } from '@celltally/imaging';
import RBush from 'rbush';
import type { ViewedPoint } from '../viewer.js';
import { type Bounds, boxAround, holds, squaredDistance } from './geometry.js';

/** Finds points by their place. Distances are pixels of the picture. */
export interface PointIndex {
  setAll(points: readonly ViewedPoint[]): void;
  put(point: ViewedPoint): void;
  remove(id: number): void;
  get(id: number): ViewedPoint | undefined;
  nearest(place: Point, reach: number): ViewedPoint | undefined;
  /** Points within a distance of the segment between two places: what a round brush sweeps over. */
  swept(from: Point, to: Point, radius: number): readonly ViewedPoint[];
  within(polygon: readonly Point[]): readonly ViewedPoint[];
  inBox(bounds: Bounds): readonly ViewedPoint[];
  readonly count: number;
  /** Pixels of the picture that the box around all points covers. */
  readonly area: number;
}

/** The tree takes boxes; a point is one without size. */
class PointTree extends RBush<ViewedPoint> {
  override toBBox({ x, y }: ViewedPoint) {
    return { minX: x, minY: y, maxX: x, maxY: y };
  }
  override compareMinX(a: ViewedPoint, b: ViewedPoint) {
    return a.x - b.x;
  }
  override compareMinY(a: ViewedPoint, b: ViewedPoint) {
    return a.y - b.y;
  }
}

export function createPointIndex(): PointIndex {
  const tree = new PointTree();
  const points = new Map<number, ViewedPoint>();
  let box = boxAround([]);

  const remove = (id: number) => {
    const point = points.get(id);
    if (point === undefined) return;
    tree.remove(point);
    points.delete(id);
  };
  const around = (places: readonly Point[], reach: number) => {
    const { minX, minY, maxX, maxY } = boxAround(places);
    return tree.search({ minX: minX - reach, minY: minY - reach, maxX: maxX + reach, maxY: maxY + reach });
  };

  return {
    setAll(all) {
      tree.clear();
      points.clear();
      for (const point of all) points.set(point.id, point);
      tree.load([...points.values()]);
      box = boxAround(all);
    },
    put(point) {
      remove(point.id);
      points.set(point.id, point);
      tree.insert(point);
      // The box only grows until all points are given again: it serves the size of markers, which need no more.
      box = boxAround(
        [{ x: box.minX, y: box.minY }, { x: box.maxX, y: box.maxY }, point].filter(isFinitePlace),
      );
    },
    remove,
    get: (id) => points.get(id),
    nearest(place, reach) {
      let best: ViewedPoint | undefined;
      let least = reach * reach;
      for (const point of around([place], reach)) {
        const distance = squaredDistance(place, point, point);
        if (distance <= least) [best, least] = [point, distance];
      }
      return best;
    },
    swept: (from, to, radius) =>
      around([from, to], radius).filter((point) => squaredDistance(point, from, to) <= radius * radius),
    within: (polygon) => around(polygon, 0).filter((point) => holds(polygon, point)),
    inBox: (bounds) => tree.search(bounds),
    get count() {
      return points.size;
    },
    get area() {
      return points.size === 0 ? 0 : (box.maxX - box.minX) * (box.maxY - box.minY);
    },
  };
}

const isFinitePlace = ({ x, y }: Point): boolean => Number.isFinite(x) && Number.isFinite(y);
