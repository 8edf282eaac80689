import { describe, expect, it } from 'vitest';
import type { Annotation } from '../annotation.js';
import { countOf, labelsOf, pointsOf } from './annotation-of.js';

const count: Annotation = { kind: 'count', count: 3 };
const points: Annotation = { kind: 'points', points: [{ x: 1, y: 2 }] };
const boxes: Annotation = { kind: 'boxes', boxes: [{ left: 1, top: 2, width: 4, height: 2 }] };
const labels: Annotation = { kind: 'labels', width: 3, height: 2, labels: Uint32Array.of(9, 9, 0, 0, 0, 4) };

describe('annotations', () => {
  it('are counted, labels by how many there are', () => {
    expect([count, points, boxes, labels].map(countOf)).toEqual([3, 1, 1, 2]);
  });

  it('have positions: points, centres and centroids, none for a count', () => {
    expect(pointsOf(count)).toBeUndefined();
    expect(pointsOf(points)).toEqual([{ x: 1, y: 2 }]);
    expect(pointsOf(boxes)).toEqual([{ x: 3, y: 3 }]);
    expect(pointsOf(labels)).toEqual([
      { x: 2.5, y: 1.5 },
      { x: 1, y: 0.5 },
    ]);
  });

  it('have labels only where objects are outlined', () => {
    expect(labelsOf(labels)).toEqual({ width: 3, height: 2, labels: Uint32Array.of(9, 9, 0, 0, 0, 4) });
    expect([count, points, boxes].map(labelsOf)).toEqual([undefined, undefined, undefined]);
  });
});
