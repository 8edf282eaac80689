import { type Annotation, countOf } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationSizeError } from '../errors.js';
import type { MapPlane } from '../model.js';
import { countTarget } from './count.js';

const target = countTarget();
const total = ({ data }: MapPlane): number => data.reduce((sum, value) => sum + value, 0);
const side = fc.integer({ min: 1, max: 20 });

/** Any annotation of a picture of this size. */
const annotations = (width: number, height: number): fc.Arbitrary<Annotation> => {
  const point = fc.record({
    x: fc.double({ min: 0, max: width, noNaN: true }),
    y: fc.double({ min: 0, max: height, noNaN: true }),
  });
  const labels = fc.array(fc.nat(4), { minLength: width * height, maxLength: width * height });
  return fc.oneof(
    fc.nat(500).map((count): Annotation => ({ kind: 'count', count })),
    fc.array(point, { maxLength: 9 }).map((points): Annotation => ({ kind: 'points', points })),
    fc.array(point, { maxLength: 9 }).map(
      (points): Annotation => ({
        kind: 'boxes',
        boxes: points.map(({ x, y }) => ({ left: x - 1, top: y - 1, width: 2, height: 2 })),
      }),
    ),
    labels.map((values): Annotation => ({ kind: 'labels', width, height, labels: Uint32Array.from(values) })),
  );
};

describe('countTarget', () => {
  it('makes a map that sums to the number of cells, whatever the annotation, and reads it back', () => {
    const cases = fc
      .tuple(side, side)
      .chain(([width, height]) => fc.tuple(fc.constant({ width, height }), annotations(width, height)));
    fc.assert(
      fc.property(cases, ([size, annotation]) => {
        const map = target.target(annotation, size);
        expect([map.width, map.height]).toEqual([size.width, size.height]);
        expect(Math.abs(total(map) - countOf(annotation))).toBeLessThan(1e-3);
        expect(Math.abs(target.decode(map, target.defaults).count - countOf(annotation))).toBeLessThan(1e-3);
      }),
      { numRuns: 100 },
    );
  });

  it('puts a marked cell on its pixel, that on the far edge on the last one', () => {
    const points = [
      { x: 1.5, y: 0.5 },
      { x: 1.9, y: 0.1 },
      { x: 3, y: 2 },
    ];
    const { data } = target.target({ kind: 'points', points }, { width: 3, height: 2 });
    expect([...data]).toEqual([0, 2, 0, 0, 0, 1]);
  });

  it('spreads an outlined cell over its pixels, so that a part of the picture holds a part of it', () => {
    const labels = Uint32Array.of(7, 7, 0, 7, 7, 2);
    const { data } = target.target({ kind: 'labels', width: 3, height: 2, labels }, { width: 3, height: 2 });
    expect([...data]).toEqual([0.25, 0.25, 0, 0.25, 0.25, 1]);
  });

  it('spreads a bare number evenly', () => {
    const { data } = target.target({ kind: 'count', count: 12 }, { width: 3, height: 2 });
    expect([...data]).toEqual(new Array(6).fill(2));
  });

  it('knows no places, and never counts less than nothing', () => {
    const map = { width: 2, height: 1, data: Float32Array.of(-3, 1) };
    expect(target.decode(map, target.defaults)).toEqual({ count: 0, points: [] });
    const scaled = target.decode(
      { ...map, data: Float32Array.of(3, 1) },
      { ...target.defaults, countScale: 2 },
    );
    expect(scaled.count).toBe(8);
  });

  it('refuses labels of another size', () => {
    const annotation: Annotation = { kind: 'labels', width: 1, height: 1, labels: new Uint32Array(1) };
    expect(() => target.target(annotation, { width: 3, height: 2 })).toThrow(AnnotationSizeError);
  });
});
