import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finestLevel, reductionAt, tileRegion, tileSide } from './tile-grid.js';

describe('tile grid', () => {
  it('shows a small picture as one tile at its own size', () => {
    expect(finestLevel({ width: 512, height: 300 })).toBe(0);
    expect(tileRegion({ width: 512, height: 300 }, 0, 0, 0)).toEqual({ x: 0, y: 0, width: 512, height: 300 });
  });

  it('reduces a large picture until it fits into one tile', () => {
    const slide = { width: 20_000, height: 1_000 };
    expect(finestLevel(slide)).toBe(6);
    expect(reductionAt(slide, 0)).toBe(64);
    expect(tileRegion(slide, 6, 39, 1)).toEqual({ x: 19_968, y: 512, width: 32, height: 488 });
  });

  it('covers every pixel of every level exactly once', () => {
    const side = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(side, side, fc.nat(), (width, height, pick) => {
        const extent = { width, height };
        const level = pick % (finestLevel(extent) + 1);
        const step = tileSide * reductionAt(extent, level);
        let area = 0;
        for (let row = 0; row * step < height; row++) {
          for (let column = 0; column * step < width; column++) {
            const region = tileRegion(extent, level, column, row);
            expect(region.width).toBeGreaterThan(0);
            expect(region.height).toBeGreaterThan(0);
            area += region.width * region.height;
          }
        }
        expect(area).toBe(width * height);
      }),
    );
  });
});
