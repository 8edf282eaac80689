import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planPieces } from './plan-pieces.js';

const side = fc.integer({ min: 1, max: 60 });

describe('planPieces', () => {
  it('partitions the picture along the borders of its blocks', () => {
    const picture = fc.record({
      width: side,
      height: side,
      blocks: fc.record({ width: side, height: side }),
    });
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 1000 }), (description, pixels) => {
        const { width, height, blocks } = description;
        const owners = new Uint8Array(width * height);
        const most = Math.max(pixels, blocks.width * blocks.height);
        let broken = 0;
        for (const piece of planPieces(description, pixels)) {
          const right = piece.x + piece.width;
          const bottom = piece.y + piece.height;
          if (piece.x % blocks.width !== 0 || piece.y % blocks.height !== 0) broken++;
          if (right % blocks.width !== 0 && right !== width) broken++;
          if (bottom % blocks.height !== 0 && bottom !== height) broken++;
          if (piece.width * piece.height > most) broken++;
          for (let y = piece.y; y < bottom; y++)
            owners.fill(owners[y * width + piece.x]! + 1, y * width + piece.x, y * width + right);
        }
        expect(broken).toBe(0);
        expect(owners.every((count) => count === 1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('takes whole strips, and squares of tiles', () => {
    const strips = [...planPieces({ width: 20_000, height: 500, blocks: { width: 20_000, height: 1 } })];
    expect(strips.map(({ height }) => height)).toEqual([209, 209, 82]);
    const [first] = planPieces({ width: 20_000, height: 20_000, blocks: { width: 512, height: 512 } });
    expect(first).toEqual({ x: 0, y: 0, width: 2048, height: 2048 });
  });
});
