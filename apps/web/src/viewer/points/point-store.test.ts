import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ViewedPoint } from '../viewer.js';
import { createPointStore, marked, type PointStore, pointStride } from './point-store.js';

const point = (id: number, x = id, y = -id, kind = id % 3): ViewedPoint => ({ id, x, y, kind });

/** What a graphics card would see: x, y, class and marks of every point, in no order. */
const seen = ({ count, floats, bytes }: PointStore) =>
  Array.from({ length: count }, (_, i) => [
    floats[i * 3],
    floats[i * 3 + 1],
    bytes[i * pointStride + 8],
    bytes[i * pointStride + 9],
  ]).sort((a, b) => a[0]! - b[0]!);

describe('point store', () => {
  it('holds what was put and not removed, whatever the order', () => {
    const change = fc.oneof(
      fc.record({ type: fc.constant('put' as const), id: fc.nat(40), y: fc.nat(1000) }),
      fc.record({ type: fc.constant('remove' as const), id: fc.nat(40), y: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), (changes) => {
        const store = createPointStore();
        store.setAll([point(3), point(5)]);
        const model = new Map([3, 5].map((id) => [id, point(id)]));
        for (const { type, id, y } of changes) {
          if (type === 'put') {
            store.put(point(id, id, y));
            model.set(id, point(id, id, y));
          } else {
            store.remove(id);
            model.delete(id);
          }
        }
        const wanted = [...model.values()].map(({ x, y, kind }) => [x, y, kind, 0]);
        expect(seen(store)).toEqual(wanted.sort((a, b) => a[0]! - b[0]!));
      }),
    );
  });

  it('says which places changed, so that a single edit is a small upload', () => {
    const store = createPointStore();
    store.setAll(Array.from({ length: 1000 }, (_, i) => point(i)));
    expect(store.takeChanges()).toBe('all');
    store.put(point(7, 70));
    expect(store.takeChanges()).toEqual([7]);
    store.remove(2);
    expect(store.takeChanges()).toEqual([2]);
    expect(seen(store).at(-1)![0]).toBe(999);
    store.put(point(2000));
    expect(store.takeChanges()).toEqual([999]);
    expect(store.takeChanges()).toEqual([]);
  });

  it('says where points changed, from where they were to where they are', () => {
    const store = createPointStore();
    store.setAll(Array.from({ length: 1000 }, (_, i) => point(i)));
    expect(store.takeChangedBounds()).toBe('all');
    expect(store.takeChangedBounds()).toBeUndefined();
    store.put(point(7, 70, 30));
    expect(store.takeChangedBounds()).toEqual({ minX: 7, minY: -7, maxX: 70, maxY: 30 });
    store.put(point(2000, 5, 6));
    store.mark(marked.selected, new Set([9]));
    expect(store.takeChangedBounds()).toEqual({ minX: 5, minY: -9, maxX: 9, maxY: 6 });
    store.remove(2);
    expect(store.takeChangedBounds()).toEqual({ minX: 2, minY: -2, maxX: 2, maxY: -2 });
  });

  it('says that all changed after many changes', () => {
    const store = createPointStore();
    store.setAll(Array.from({ length: 1000 }, (_, i) => point(i)));
    store.takeChanges();
    store.mark(marked.selected, new Set(Array.from({ length: 500 }, (_, i) => i)));
    expect(store.takeChanges()).toBe('all');
  });

  it('marks points, keeps marks apart, and marks those that come later', () => {
    const store = createPointStore();
    store.setAll([point(0), point(1), point(2)]);
    store.mark(marked.selected, new Set([0, 1, 9]));
    store.mark(marked.doomed, new Set([1]));
    store.mark(marked.selected, new Set([1, 2, 9]));
    store.put(point(9));
    expect(seen(store).map(([, , , marks]) => marks)).toEqual([
      0,
      marked.selected | marked.doomed,
      marked.selected,
      marked.selected,
    ]);
  });
});
