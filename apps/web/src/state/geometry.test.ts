import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, isInside, polygonArea } from './geometry.js';

const square = [
  { x: 2, y: 3 },
  { x: 8, y: 3 },
  { x: 8, y: 7 },
  { x: 2, y: 7 },
];

describe('polygons', () => {
  it('have the area of the pixels whose centres lie in them, where edges lie between pixels', () => {
    const corner = fc.record({ x: fc.nat(20), y: fc.nat(20) });
    fc.assert(
      fc.property(corner, corner, (a, b) => {
        const rectangle = [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
        let pixels = 0;
        for (let y = 0; y < 20; y++) {
          for (let x = 0; x < 20; x++) if (isInside({ x: x + 0.5, y: y + 0.5 }, rectangle)) pixels++;
        }
        expect(polygonArea(rectangle)).toBe(pixels);
        expect(polygonArea(rectangle.toReversed())).toBe(pixels);
      }),
    );
  });

  it('know the inside of one that is not convex', () => {
    const notched = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 5, y: 2 },
      { x: 0, y: 10 },
    ];
    expect(isInside({ x: 5, y: 8 }, notched)).toBe(false);
    expect(isInside({ x: 1, y: 8 }, notched)).toBe(true);
    expect(isInside({ x: 9, y: 8 }, notched)).toBe(true);
  });

  it('are framed by whole pixels inside the picture', () => {
    expect(boundsOf(square, { width: 100, height: 100 })).toEqual({ x: 2, y: 3, width: 6, height: 4 });
    const beyond = [
      { x: -5, y: -5 },
      { x: 300, y: 4.2 },
      { x: 20, y: 300 },
    ];
    expect(boundsOf(beyond, { width: 50, height: 40 })).toEqual({ x: 0, y: 0, width: 50, height: 40 });
  });
});
