import { type EdgeMode, edgeIndex } from '../analysis/edge-index.js';
import type { Image, Samples } from '../image.js';
import type { Tile } from './plan-tiles.js';

/**
 * Copies one block out of a picture, padded to its full size where it reaches over the right or bottom end.
 *
 * @param edge what stands beyond the end. Default `'reflect'`: the picture mirrored at its last pixel
 */
export function readTile(image: Image, tile: Tile, edge: EdgeMode = 'reflect'): Image {
  const { read, padding } = tile;
  const width = read.width + padding.right;
  const height = read.height + padding.bottom;
  const data = allocateLike(image.data, image.channels * width * height);
  const beyond = Int32Array.from({ length: padding.right }, (_, i) =>
    edgeIndex(read.x + read.width + i, image.width, edge),
  );
  for (let channel = 0; channel < image.channels; channel++) {
    for (let y = 0; y < height; y++) {
      const sourceRow = edgeIndex(read.y + y, image.height, edge);
      if (sourceRow < 0) continue;
      const source = (channel * image.height + sourceRow) * image.width;
      const target = (channel * height + y) * width;
      data.set(image.data.subarray(source + read.x, source + read.x + read.width), target);
      for (let i = 0; i < beyond.length; i++) {
        const column = beyond[i]!;
        data[target + read.width + i] = column < 0 ? 0 : image.data[source + column]!;
      }
    }
  }
  return { ...image, width, height, data };
}

function allocateLike(samples: Samples, length: number): Samples {
  if (samples instanceof Uint8Array) return new Uint8Array(length);
  if (samples instanceof Uint16Array) return new Uint16Array(length);
  return new Float32Array(length);
}
