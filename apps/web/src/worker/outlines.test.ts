import { labelObjects, outlineArea, outlinePixels, traceOutlines } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackOutline } from '../work/outline.js';
import { outlineOfRings, outlinesOf, ringsOf, rowsOf } from './outlines.js';

/** Label images of up to three labels, which may have holes, several pieces and gaps between them. */
const images = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom(0, 1, 1, 2, 3), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, height, labels: Uint32Array.from(values) })),
  );

describe('outlinesOf', () => {
  it('gives of each label exactly its pixels, and nothing of one that is not there', () => {
    fc.assert(
      fc.property(images, ({ width, height, labels }) => {
        const painted = new Uint32Array(labels.length);
        outlinesOf(rowsOf({ width, height, labels }), 3).forEach((outline, i) => {
          expect(outline === undefined).toBe(!labels.includes(i + 1));
          const runs = unpackOutline(outline ?? '');
          for (let at = 0; at < runs.length; at += 3)
            painted.fill(i + 1, runs[at]! * width + runs[at + 1]!, runs[at]! * width + runs[at + 2]!);
        });
        expect(painted).toEqual(labels);
      }),
    );
  });
});

describe('ringsOf', () => {
  it('runs along the edges of the pixels, wherever the cell lies, and gives them again', () => {
    fc.assert(
      fc.property(images, ({ width, height, labels }) => {
        const traced = traceOutlines({ width, height, labels });
        const objects = labelObjects({ width, height, labels });
        outlinesOf(rowsOf({ width, height, labels }), 3).forEach((outline, i) => {
          if (outline === undefined) return;
          const rings = ringsOf(outline);
          expect(rings).toEqual(traced.get(i + 1));
          expect(outlineArea(rings)).toBe(objects.find(({ value }) => value === i + 1)!.area);
          expect(outlineOfRings(rings)).toBe(outline);
        });
      }),
    );
  });
});

describe('outlineOfRings', () => {
  it('is of the pixels whose centres lie inside, those beyond the upper left corner left out', () => {
    const ring = [
      { x: -2, y: -1 },
      { x: 3.7, y: 0.2 },
      { x: 1, y: 4.4 },
    ];
    const runs = unpackOutline(outlineOfRings([ring])!);
    const pixels: number[] = [];
    for (let i = 0; i < runs.length; i += 3)
      for (let x = runs[i + 1]!; x < runs[i + 2]!; x++) pixels.push(runs[i]! * 4 + x);
    expect(pixels).toEqual(outlinePixels([ring], 4, 5));
    expect(pixels.length).toBeGreaterThan(4);
  });

  it('is none of rings that hold no centre, or a whole slide', () => {
    expect(outlineOfRings([])).toBeUndefined();
    const side = 1e5;
    const slide = [
      { x: 0, y: 0 },
      { x: side, y: 0 },
      { x: side, y: side },
      { x: 0, y: side },
    ];
    expect(outlineOfRings([slide])).toBeUndefined();
    expect(
      outlineOfRings([
        [
          { x: 1, y: 1 },
          { x: 1.2, y: 1 },
          { x: 1, y: 1.2 },
        ],
      ]),
    ).toBeUndefined();
  });
});
