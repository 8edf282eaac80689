import type { MapPlane } from '@celltally/models';
import type { PreparedPicture } from '../picture/preparation.js';

/**
 * Where a training patch is cut and how it is turned: one of the eight symmetries of the square. Picture and map are
 * cut by the same placement, so they stay on top of each other.
 */
export interface Placement {
  /** Top-left pixel of the patch in the picture; may lie outside, where the picture is mirrored. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly flip: boolean;
  /** Quarter turns, 0 to 3. */
  readonly turns: number;
}

/** A change of brightness: `gain · value + shift` per channel. */
export interface Tint {
  readonly gain: readonly [number, number, number];
  readonly shift: readonly [number, number, number];
}

/** Mirrors a coordinate into `[0, length)` without repeating the edge sample. */
export function mirror(position: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const within = ((position % period) + period) % period;
  return within < length ? within : period - within;
}

/** For every pixel of the patch, row by row, the index of the pixel it comes from. */
export function sourceIndices(placement: Placement, width: number, height: number): Int32Array {
  const { x, y, size, flip, turns } = placement;
  const columns = Int32Array.from({ length: size }, (_, i) => mirror(x + i, width));
  const rows = Int32Array.from({ length: size }, (_, i) => mirror(y + i, height) * width);
  const indices = new Int32Array(size * size);
  const last = size - 1;
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const across = flip ? last - u : u;
      let [sx, sy] = [across, v];
      if (turns === 1) [sx, sy] = [v, last - across];
      else if (turns === 2) [sx, sy] = [last - across, last - v];
      else if (turns === 3) [sx, sy] = [last - v, across];
      indices[v * size + u] = (rows[sy] as number) + (columns[sx] as number);
    }
  }
  return indices;
}

/** A patch of a picture, `[3, S, S]`; a grey picture is repeated. */
export function cutPicture(picture: PreparedPicture, indices: Int32Array, tint: Tint): Float32Array {
  const patch = new Float32Array(3 * indices.length);
  const area = picture.width * picture.height;
  for (let channel = 0; channel < 3; channel++) {
    const plane = picture.channels === 3 ? channel * area : 0;
    const gain = tint.gain[channel] as number;
    const shift = tint.shift[channel] as number;
    const start = channel * indices.length;
    for (let i = 0; i < indices.length; i++) {
      patch[start + i] = (picture.data[plane + (indices[i] as number)] as number) * gain + shift;
    }
  }
  return patch;
}

/** A patch of a map, `[S, S]`. */
export const cutMap = ({ data }: MapPlane, indices: Int32Array): Float32Array =>
  Float32Array.from(indices, (from) => data[from] as number);

/** The sum of a map over a patch. */
export function sumOver({ data }: MapPlane, indices: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < indices.length; i++) sum += data[indices[i] as number] as number;
  return sum;
}
