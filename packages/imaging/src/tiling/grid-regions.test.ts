import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gridRegions, partName } from './grid-regions.js';

const side = fc.integer({ min: 1, max: 50 });

it('covers every pixel once, with parts that differ by no more than one', () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 5 }), (width, height, grid) => {
      const seen = new Uint8Array(width * height);
      const regions = gridRegions({ width, height }, grid);
      expect(regions).toHaveLength(grid ** 2);
      for (const region of regions) {
        expect(Math.abs(region.width - width / grid)).toBeLessThan(1);
        expect(Math.abs(region.height - height / grid)).toBeLessThan(1);
        for (let y = region.y; y < region.y + region.height; y++) {
          for (let x = region.x; x < region.x + region.width; x++) seen[y * width + x]! += 1;
        }
      }
      expect(seen.every((times) => times === 1)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('goes row by row, and names say row and column', () => {
  const [first, second, third] = gridRegions({ width: 10, height: 7 }, 2);
  expect([first, second, third]).toEqual([
    { x: 0, y: 0, width: 5, height: 4 },
    { x: 5, y: 0, width: 5, height: 4 },
    { x: 0, y: 4, width: 5, height: 3 },
  ]);
  expect([0, 1, 2].map((i) => partName('a.png', i, 2))).toEqual([
    'a.png [1, 1]',
    'a.png [1, 2]',
    'a.png [2, 1]',
  ]);
});
