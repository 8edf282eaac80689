import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import { planTiles } from './plan-tiles.js';

const cases = fc.record({
  width: fc.integer({ min: 1, max: 90 }),
  height: fc.integer({ min: 1, max: 90 }),
  multipleOf: fc.constantFrom(1, 2, 8),
  halo: fc.integer({ min: 0, max: 9 }),
  extra: fc.integer({ min: 1, max: 5 }),
  fixed: fc.boolean(),
});

describe('planTiles', () => {
  it('partitions the picture, keeps the context and aligns everything', () => {
    fc.assert(
      fc.property(cases, ({ width, height, multipleOf, halo, extra, fixed }) => {
        const tile = (2 * Math.ceil(halo / multipleOf) + extra) * multipleOf;
        const { tiles } = planTiles(width, height, { tile, halo, multipleOf, fixed });
        const owners = new Uint8Array(width * height);
        const sizes = new Set<string>();
        const broken = new Set<string>();
        const rule = (name: string, kept: boolean) => kept || broken.add(name);
        for (const { read, padding, responsibility: own } of tiles) {
          for (let y = own.y; y < own.y + own.height; y++) {
            for (let x = own.x; x < own.x + own.width; x++) owners[y * width + x]!++;
          }
          const size = [read.width + padding.right, read.height + padding.bottom];
          sizes.add(size.join());
          for (const side of size) {
            rule('sides are multiples', side % multipleOf === 0);
            rule('sides are at most the tile', side <= tile && (!fixed || side === tile));
          }
          rule(
            'starts are multiples',
            [read.x, read.y, own.x, own.y].every((at) => at % multipleOf === 0),
          );
          const right = read.x + read.width - own.x - own.width;
          const bottom = read.y + read.height - own.y - own.height;
          rule('read stays inside', read.x + read.width <= width && read.y + read.height <= height);
          rule('responsibility is read', right >= 0 && bottom >= 0 && own.x >= read.x && own.y >= read.y);
          rule('context left', read.x === 0 || own.x - read.x >= halo);
          rule('context above', read.y === 0 || own.y - read.y >= halo);
          rule('context right', read.x + read.width === width || right >= halo);
          rule('context below', read.y + read.height === height || bottom >= halo);
        }
        expect([...broken]).toEqual([]);
        expect(owners.every((count) => count === 1)).toBe(true);
        expect(sizes.size).toBe(1);
        expect(tiles.every((t, i) => t.index === i)).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it('makes a small picture one block, rounded up', () => {
    const { tiles } = planTiles(100, 33, { tile: 512, halo: 64, multipleOf: 16 });
    expect(tiles).toEqual([
      {
        index: 0,
        read: { x: 0, y: 0, width: 100, height: 33 },
        padding: { right: 12, bottom: 15 },
        responsibility: { x: 0, y: 0, width: 100, height: 33 },
      },
    ]);
  });

  it('uses no more blocks than the context demands', () => {
    expect(planTiles(1000, 10, { tile: 100, halo: 10 }).tiles).toHaveLength(13);
    expect(planTiles(1000, 1000, { tile: 100 }).tiles).toHaveLength(100);
  });

  it('refuses what cannot work', () => {
    expect(() => planTiles(100, 100, { tile: 50, multipleOf: 16 })).toThrow(/multiple of 16.*50/);
    expect(() => planTiles(100, 100, { tile: 64, halo: 32, multipleOf: 16 })).toThrow(/use 80 or more/);
    expect(() => planTiles(0, 100)).toThrow(ImagingError);
    expect(() => planTiles(100, 100, { halo: 0.5 })).toThrow(/halo.*0\.5/);
  });
});
