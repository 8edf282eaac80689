import type { Region, Tile, TilePlan } from '@celltally/imaging';
import type { BlockPrediction } from './predictor.js';

/**
 * A tile's share of its block's count: that of the part it answers for. The count is spread over the block as its map is,
 * negative values as zero; where the map is empty, evenly. The shares of all tiles sum to the count of the picture.
 */
export function countShare(
  { read, padding, responsibility }: Tile,
  { map, count }: Required<BlockPrediction>,
): number {
  const width = read.width + padding.right;
  const height = read.height + padding.bottom;
  const own = {
    ...responsibility,
    x: responsibility.x - read.x,
    y: responsibility.y - read.y,
  };
  const whole = positiveMass(map, width, { x: 0, y: 0, width, height });
  const share =
    whole > 0 ? positiveMass(map, width, own) / whole : (own.width * own.height) / (width * height);
  return count * share;
}

function positiveMass(map: Float32Array, stride: number, { x, y, width, height }: Region): number {
  let mass = 0;
  for (let row = y; row < y + height; row++) {
    const start = row * stride + x;
    for (let i = start; i < start + width; i++) mass += Math.max(0, map[i] as number);
  }
  return mass;
}

/** Adds up the counts of a picture's tiles, in whatever order they come. */
export interface TileCounter {
  /** Takes what the network says of a tile's block, and gives back its map. */
  add(tile: Tile, block: BlockPrediction): Float32Array;
  /** The count of the picture; nothing for a network without a head that counts. */
  total(): { readonly count?: number };
}

/** The sum is taken in the order of the plan, so that it does not depend on which tile was ready first. */
export function createTileCounter({ tiles }: TilePlan): TileCounter {
  const shares = new Float64Array(tiles.length);
  let counts = false;
  return {
    add: (tile, { map, count }) => {
      if (count !== undefined) {
        counts = true;
        shares[tile.index] = countShare(tile, { map, count });
      }
      return map;
    },
    total: () => (counts ? { count: shares.reduce((sum, share) => sum + share, 0) } : {}),
  };
}
