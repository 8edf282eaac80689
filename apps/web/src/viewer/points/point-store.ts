import type { ViewedPoint } from '../viewer.js';
import { type Bounds, together } from './geometry.js';

/** Bytes of one point in the buffer: x and y as float32, then its class, its marks and two bytes unused. */
export const pointStride = 12;

/** What a point is marked with, as bits. */
export const marked = { selected: 1, doomed: 2, dragged: 4 } as const;

/** Points in a buffer as the graphics card reads it, changed in place. */
export interface PointStore {
  readonly count: number;
  readonly buffer: ArrayBuffer;
  /** `[2 count]`, or more: x and y are 3 apart. */
  readonly floats: Float32Array;
  readonly bytes: Uint8Array;
  /** Where a point is in the buffer. */
  placeOf(id: number): number | undefined;
  setAll(points: readonly ViewedPoint[]): void;
  put(point: ViewedPoint): void;
  remove(id: number): void;
  /** Marks exactly these points with a bit; ids without a point are passed over, and marked once they have one. */
  mark(bit: number, ids: ReadonlySet<number>): void;
  /** Places that changed since the last call, or `'all'` where the buffer is a new one or most of it changed. */
  takeChanges(): readonly number[] | 'all';
  /** Where points came, went or changed since the last call, in pixels of the picture. */
  takeChangedBounds(): Bounds | 'all' | undefined;
}

/** Above so many changes, one large upload is quicker than many small ones. */
const manyChanges = 64;

export function createPointStore(): PointStore {
  let buffer = new ArrayBuffer(0);
  let floats = new Float32Array(buffer);
  let bytes = new Uint8Array(buffer);
  let ids: number[] = [];
  let places = new Map<number, number>();
  let changed: Set<number> | 'all' = 'all';
  let bounds: Bounds | 'all' | undefined = 'all';
  const marks = new Map<number, ReadonlySet<number>>();

  const touch = (place: number) => {
    if (changed === 'all') return;
    changed.add(place);
    if (changed.size > manyChanges) changed = 'all';
  };
  /** The place looks otherwise from now on. */
  const stir = (place: number) => {
    if (bounds === 'all') return;
    const [x, y] = [floats[place * 3]!, floats[place * 3 + 1]!];
    bounds = together(bounds, { minX: x, minY: y, maxX: x, maxY: y });
  };
  const grow = (capacity: number) => {
    const wider = new Uint8Array(capacity * pointStride);
    wider.set(bytes.subarray(0, Math.min(bytes.length, wider.length)));
    buffer = wider.buffer;
    bytes = wider;
    floats = new Float32Array(buffer);
    changed = 'all';
  };
  const marksOf = (id: number): number => {
    let bits = 0;
    for (const [bit, of] of marks) if (of.has(id)) bits |= bit;
    return bits;
  };
  const write = (place: number, { id, x, y, kind }: ViewedPoint) => {
    floats[place * 3] = x;
    floats[place * 3 + 1] = y;
    bytes[place * pointStride + 8] = kind;
    bytes[place * pointStride + 9] = marksOf(id);
  };
  const setBit = (id: number, bit: number, on: boolean) => {
    const place = places.get(id);
    if (place === undefined) return;
    const at = place * pointStride + 9;
    bytes[at] = on ? bytes[at]! | bit : bytes[at]! & ~bit;
    touch(place);
    stir(place);
  };

  return {
    get count() {
      return ids.length;
    },
    get buffer() {
      return buffer;
    },
    get floats() {
      return floats;
    },
    get bytes() {
      return bytes;
    },
    placeOf: (id) => places.get(id),
    setAll(points) {
      ids = points.map(({ id }) => id);
      places = new Map(ids.map((id, place) => [id, place]));
      grow(Math.max(256, points.length));
      bounds = 'all';
      points.forEach((point, place) => {
        write(place, point);
      });
    },
    put(point) {
      const known = places.get(point.id);
      const place = known ?? ids.length;
      if (known === undefined) {
        if ((place + 1) * pointStride > bytes.length) grow(Math.max(256, 2 * place));
        ids.push(point.id);
        places.set(point.id, place);
      } else {
        stir(place);
      }
      write(place, point);
      touch(place);
      stir(place);
    },
    remove(id) {
      const place = places.get(id);
      if (place === undefined) return;
      stir(place);
      const last = ids.length - 1;
      const moved = ids[last]!;
      bytes.copyWithin(place * pointStride, last * pointStride, (last + 1) * pointStride);
      ids[place] = moved;
      places.set(moved, place);
      ids.pop();
      places.delete(id);
      if (place < last) touch(place);
    },
    mark(bit, wanted) {
      const before = marks.get(bit);
      marks.set(bit, wanted);
      for (const id of before ?? []) if (!wanted.has(id)) setBit(id, bit, false);
      for (const id of wanted) if (!before?.has(id)) setBit(id, bit, true);
    },
    takeChanges() {
      const taken = changed === 'all' ? 'all' : [...changed].filter((place) => place < ids.length);
      changed = new Set();
      return taken;
    },
    takeChangedBounds() {
      const taken = bounds;
      bounds = undefined;
      return taken;
    },
  };
}
