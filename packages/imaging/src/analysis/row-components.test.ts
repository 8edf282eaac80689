import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedComponents } from './components.js';
import { createRowComponents, type RowComponent } from './row-components.js';

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      values: fc
        .array(fc.constantFrom(0, 1, 1, 2), { minLength: width * height, maxLength: width * height })
        .map((values) => Uint8Array.from(values)),
    }),
  );

describe('createRowComponents', () => {
  it('finds what connectedComponents finds, and gives each away as soon as it is closed', () => {
    fc.assert(
      fc.property(pictures, fc.constantFrom(4 as const, 8 as const), (picture, connectivity) => {
        const { width, height, values } = picture;
        const components = createRowComponents(width, connectivity);
        const found: RowComponent[] = [];
        let late = 0;
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const value = values[y * width + x]!;
            if (value !== 0) components.add(x, y, value, 10 * value, value === 2 && x === 0);
          }
          const closed = components.closedBefore(y + 1);
          found.push(...closed);
          // What is given away in row y has no pixel there.
          for (const { first, area } of closed) if (first + area > y * width + width) late++;
        }
        found.push(...components.closedBefore(Infinity));
        expect(late).toBe(0);
        const { components: expected, labels } = connectedComponents(picture, connectivity);
        const sorted = found.sort((a, b) => a.first - b.first);
        expect(sorted.map(({ key, area, x, y }) => ({ value: key, area, x: x / area, y: y / area }))).toEqual(
          expected,
        );
        expect(sorted.map(({ first }) => first)).toEqual(expected.map((_, i) => labels.indexOf(i + 1)));
        expect(sorted.map(({ sum, area }) => sum / area)).toEqual(expected.map(({ value }) => 10 * value));
        const spoilt = expected.map(({ value }, i) =>
          labels.some((label, pixel) => label === i + 1 && value === 2 && pixel % width === 0),
        );
        expect(sorted.map((component) => component.spoilt)).toEqual(spoilt);
      }),
      { numRuns: 300 },
    );
  });
});
