import fc from 'fast-check';
import { expect, it } from 'vitest';
import { regionHolds } from './region-holds.js';
import { gridRegions } from './tiling/grid-regions.js';

it('puts every point of a picture in one of its parts', () => {
  const size = fc.integer({ min: 4, max: 40 });
  fc.assert(
    fc.property(
      size,
      size,
      fc.integer({ min: 1, max: 4 }),
      fc.nat(999),
      fc.nat(999),
      (width, height, grid, u, v) => {
        const point = { x: (u / 1000) * width, y: (v / 1000) * height };
        const holding = gridRegions({ width, height }, grid).filter((region) => regionHolds(region, point));
        expect(holding).toHaveLength(1);
      },
    ),
  );
});
