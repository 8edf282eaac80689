import { type Annotation, countOf, pointsOf } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleAnnotation } from './scale-annotation.js';

const from = { width: 30, height: 20 };
const to = { width: 51, height: 34 };

describe('scaleAnnotation', () => {
  it('moves positions with the picture, and leaves a number alone', () => {
    const points: Annotation = { kind: 'points', points: [{ x: 10, y: 20 }] };
    expect(scaleAnnotation(points, from, to)).toEqual({ kind: 'points', points: [{ x: 17, y: 34 }] });
    const boxes: Annotation = { kind: 'boxes', boxes: [{ left: 10, top: 0, width: 20, height: 10 }] };
    expect(scaleAnnotation(boxes, from, to)).toEqual({
      kind: 'boxes',
      boxes: [{ left: 17, top: 0, width: 34, height: 17 }],
    });
    expect(scaleAnnotation({ kind: 'count', count: 7 }, from, to)).toEqual({ kind: 'count', count: 7 });
  });

  it('enlarges outlines by whole pixels', () => {
    const labels: Annotation = { kind: 'labels', width: 2, height: 1, labels: Uint32Array.of(3, 0) };
    expect(scaleAnnotation(labels, { width: 2, height: 1 }, { width: 4, height: 2 })).toEqual({
      kind: 'labels',
      width: 4,
      height: 2,
      labels: Uint32Array.of(3, 3, 0, 0, 3, 3, 0, 0),
    });
  });

  it('loses no cell that keeps a pixel of its own, however small the picture becomes', () => {
    const cells = fc.uniqueArray(fc.nat(35), { maxLength: 12 });
    fc.assert(
      fc.property(cells, fc.integer({ min: 6, max: 30 }), (places, side) => {
        const labels = new Uint32Array(36 * 36);
        // One pixel each, in a block of 6 x 6 pixels of its own.
        places.forEach((place, i) => {
          labels[(6 * Math.floor(place / 6) + 3) * 36 + 6 * (place % 6) + 3] = i + 1;
        });
        const original: Annotation = { kind: 'labels', width: 36, height: 36, labels };
        const size = { width: side, height: side };
        const scaled = scaleAnnotation(original, { width: 36, height: 36 }, size);
        expect(countOf(scaled)).toBe(places.length);
        const moved = pointsOf(scaled) ?? [];
        (pointsOf(original) ?? []).forEach(({ x, y }, i) => {
          expect(Math.abs((moved[i]?.x as number) - (x * side) / 36)).toBeLessThanOrEqual(1);
          expect(Math.abs((moved[i]?.y as number) - (y * side) / 36)).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 40 },
    );
  });
});
