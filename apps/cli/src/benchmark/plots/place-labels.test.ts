import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from './place-labels.js';

const frame = { width: 600, height: 400 };

describe('placeLabels', () => {
  it('writes to the right of lonely points, and to the left at the right edge', () => {
    const points = [
      { x: 100, y: 200, label: 'unet' },
      { x: 595, y: 200, label: 'lite-unet' },
    ];
    expect(placeLabels(points, frame).map(({ anchor }) => anchor)).toEqual(['start', 'end']);
  });

  it('keeps the names of two points that are near each other apart', () => {
    const [a, b] = placeLabels(
      [
        { x: 300, y: 200, label: 'attention-unet' },
        { x: 304, y: 203, label: 'unet' },
      ],
      frame,
    );
    expect(a).not.toEqual(b);
  });

  it('places every point, in the order given', () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      label: fc.string({ minLength: 1, maxLength: 12 }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), (points) => {
        const placed = placeLabels(points, frame);
        expect(placed).toHaveLength(points.length);
        expect(placed.every(Boolean)).toBe(true);
      }),
    );
  });
});
