import type { ImageDescription, Region } from '../image.js';

/** Pixels of a piece: enough to be worth the call, little beside what a network needs. */
const PIXELS = 2 ** 22;

/**
 * Divides a picture for whoever looks at all of it, piece by piece: rectangles along the blocks in which the file holds it,
 * row by row, so that no block is decoded twice. A single block larger than the wish is a piece all the same.
 *
 * @param pixels wished size of a piece. Default 4 million
 */
export function* planPieces(
  { width, height, blocks }: Pick<ImageDescription, 'width' | 'height' | 'blocks'>,
  pixels = PIXELS,
): Generator<Region> {
  const across = Math.ceil(width / blocks.width);
  // A square of blocks, or whole rows of them where these are few.
  const square = Math.max(1, Math.floor(Math.sqrt(pixels / (blocks.width * blocks.height))));
  const columns = Math.min(across, square) * blocks.width;
  const rows = Math.max(1, Math.floor(pixels / (columns * blocks.height))) * blocks.height;
  for (let y = 0; y < height; y += rows) {
    for (let x = 0; x < width; x += columns) {
      yield { x, y, width: Math.min(columns, width - x), height: Math.min(rows, height - y) };
    }
  }
}
