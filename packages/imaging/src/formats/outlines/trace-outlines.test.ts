import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelObjects } from '../../analysis/label-objects.js';
import { fillOutlines, outlinePixels } from './fill-outlines.js';
import { outlineArea, outlineCentroid, signedArea } from './outline.js';
import { traceOutlines } from './trace-outlines.js';

const picture = (...rows: readonly string[]) => ({
  width: rows[0]!.length,
  height: rows.length,
  labels: Uint32Array.from(rows.join(''), Number),
});
const asText = (ring: readonly { readonly x: number; readonly y: number }[]) =>
  ring.map(({ x, y }) => `${x},${y}`).join(' ');

describe('traceOutlines', () => {
  it('runs clockwise along the edges of pixels, corners only', () => {
    const outlines = traceOutlines(picture('0110', '0122', '0022'));
    expect([...outlines].map(([label, rings]) => [label, rings.map(asText)])).toEqual([
      [1, ['3,0 3,1 2,1 2,2 1,2 1,0']],
      [2, ['4,1 4,3 2,3 2,1']],
    ]);
  });

  it('makes rings of their own of holes and of pieces that touch at a corner', () => {
    expect(traceOutlines(picture('10', '01')).get(1)).toHaveLength(2);
    const ring = traceOutlines(picture('111', '101', '111')).get(1)!;
    expect(ring.map(signedArea)).toEqual([9, -1]);
    // The hole meets the outside at a corner: the border passes it twice.
    const notched = traceOutlines(picture('111', '101', '110')).get(1)!;
    expect(notched.map(signedArea).sort()).toEqual([-1, 8]);
  });

  it('has the area and centroid of its pixels, no corner twice, and fills them again', () => {
    const images = fc.integer({ min: 1, max: 12 }).chain((width) =>
      fc
        .array(fc.array(fc.constantFrom(0, 1, 1, 1, 2), { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 12,
        })
        .map((rows) => ({
          width,
          height: rows.length,
          labels: Uint32Array.from(rows.flat()),
        })),
    );
    fc.assert(
      fc.property(images, (image) => {
        const outlines = traceOutlines(image);
        const objects = labelObjects(image);
        expect([...outlines.keys()].sort()).toEqual(objects.map(({ value }) => value));
        for (const { value, area, x, y } of objects) {
          const outline = outlines.get(value)!;
          expect(outlineArea(outline)).toBe(area);
          expect(outlineCentroid(outline).x).toBeCloseTo(x, 9);
          expect(outlineCentroid(outline).y).toBeCloseTo(y, 9);
          for (const ring of outline)
            expect(new Set(ring.map(({ x: a, y: b }) => `${a} ${b}`)).size).toBe(ring.length);
          const pixels = [...image.labels.keys()].filter((i) => image.labels[i] === value);
          expect(outlinePixels(outline, image.width, image.height)).toEqual(pixels);
        }
      }),
    );
  });
});

describe('fillOutlines', () => {
  const square = (left: number, side: number) =>
    [
      [left, 0],
      [left + side, 0],
      [left + side, side],
      [left, side],
    ].map(([x, y]) => ({ x: x!, y: y! }));

  it('keeps the smaller of two overlapping cells on top, and clips to the picture', () => {
    expect(fillOutlines([[square(0, 1)], [square(-1, 3)]], 3, 2, 'a').labels).toEqual(
      Uint32Array.of(1, 2, 0, 2, 2, 0),
    );
  });

  it('refuses to lose a cell', () => {
    expect(() => fillOutlines([[square(0, 2)], [square(0, 0.2)]], 3, 2, 'a.png')).toThrow(
      'a.png: the outline of cell 2 covers no pixel of its own',
    );
  });
});
