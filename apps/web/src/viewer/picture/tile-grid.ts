import type { Region } from '@celltally/imaging';

/** Samples along one side of a tile. */
export const tileSide = 512;

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The finest level of a picture: level 0 fits into one tile, each next one has twice the samples along a side. */
export function finestLevel({ width, height }: Extent): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / tileSide)));
}

/** Pixels of the picture along one sample of a level. */
export const reductionAt = (extent: Extent, level: number): number => 2 ** (finestLevel(extent) - level);

/** The part of the picture that a tile shows, in pixels of the picture. */
export function tileRegion(extent: Extent, level: number, column: number, row: number): Region {
  const side = tileSide * reductionAt(extent, level);
  const x = column * side;
  const y = row * side;
  return { x, y, width: Math.min(side, extent.width - x), height: Math.min(side, extent.height - y) };
}
