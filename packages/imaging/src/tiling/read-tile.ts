import { type EdgeMode, edgeIndex } from '../analysis/edge-index.js';
import { emptyLike } from '../codecs/empty-like.js';
import type { Image, Region } from '../image.js';
import type { Tile } from './plan-tiles.js';

/** A part of a picture: its pixels, where they stand, and the size of the whole. */
export interface PicturePart {
  readonly image: Image;
  /** Position of the part's first pixel in the picture. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Copies one block out of a picture, padded to its full size where it reaches over the right or bottom end.
 *
 * @param edge what stands beyond the end. Default `'reflect'`: the picture mirrored at its last pixel
 */
export function readTile(image: Image, tile: Tile, edge: EdgeMode = 'reflect'): Image {
  return cutTile({ image, x: 0, y: 0, width: image.width, height: image.height }, tile, edge);
}

/**
 * The part of a picture that readTile touches: the block's own pixels, and those that are mirrored beyond the end where
 * they stand outside of it, as in a picture that is little larger than a block.
 */
export function tileRegion(
  { read, padding }: Tile,
  picture: { readonly width: number; readonly height: number },
): Region {
  const left = mirroredFrom(read.x, read.width, padding.right, picture.width);
  const top = mirroredFrom(read.y, read.height, padding.bottom, picture.height);
  return { x: left, y: top, width: read.x + read.width - left, height: read.y + read.height - top };
}

/** The first pixel that is needed along one axis: padding stands only where the block reaches the picture's end. */
function mirroredFrom(start: number, length: number, padding: number, size: number): number {
  let first = start;
  for (let i = 0; i < padding; i++) first = Math.min(first, edgeIndex(start + length + i, size, 'reflect'));
  return first;
}

/**
 * The same as readTile of a picture of which only a part is at hand.
 *
 * @param part holds tileRegion at least
 */
export function cutTile(part: PicturePart, tile: Tile, edge: EdgeMode = 'reflect'): Image {
  const { image } = part;
  const { read, padding } = tile;
  const width = read.width + padding.right;
  const height = read.height + padding.bottom;
  const data = emptyLike(image.data, image.channels * width * height);
  const from = read.x - part.x;
  const beyond = Int32Array.from({ length: padding.right }, (_, i) =>
    edgeIndex(read.x + read.width + i, part.width, edge),
  );
  for (let channel = 0; channel < image.channels; channel++) {
    for (let y = 0; y < height; y++) {
      const sourceRow = edgeIndex(read.y + y, part.height, edge);
      if (sourceRow < 0) continue;
      const source = (channel * image.height + sourceRow - part.y) * image.width;
      const target = (channel * height + y) * width;
      data.set(image.data.subarray(source + from, source + from + read.width), target);
      for (let i = 0; i < beyond.length; i++) {
        const column = beyond[i]!;
        data[target + read.width + i] = column < 0 ? 0 : image.data[source + column - part.x]!;
      }
    }
  }
  return { ...image, width, height, data };
}
