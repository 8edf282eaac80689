import { createPlane, type Plane } from './plane.js';

/** A binary picture: every non-zero byte is set. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Exact Euclidean distance in pixels from every pixel to the nearest set pixel of `sites` (0 on the set pixels,
 * `Infinity` everywhere when there are none), in time linear in the number of pixels.
 *
 * Columns by two sweeps, rows by the lower envelope of parabolas: Felzenszwalb and Huttenlocher, "Distance Transforms
 * of Sampled Functions", 2012.
 */
export function distanceTransform(sites: Mask): Plane {
  const { width, height } = sites;
  const distances = createPlane(width, height);
  sweepColumns(sites, distances.data);
  const squares = new Float64Array(width);
  const apex = new Int32Array(width);
  const boundary = new Float64Array(width + 1);
  for (let start = 0; start < width * height; start += width) {
    for (let x = 0; x < width; x++) squares[x] = distances.data[start + x]! ** 2;
    envelopeRow(squares, apex, boundary, distances.data.subarray(start, start + width));
  }
  return distances;
}

/** Writes every pixel's distance to the nearest site of its own column. */
function sweepColumns({ width, height, data }: Mask, distances: Float32Array): void {
  for (let x = 0; x < width; x++) distances[x] = data[x] ? 0 : Infinity;
  for (let i = width; i < width * height; i++) distances[i] = data[i] ? 0 : distances[i - width]! + 1;
  for (let i = width * (height - 1) - 1; i >= 0; i--) {
    const below = distances[i + width]! + 1;
    if (below < distances[i]!) distances[i] = below;
  }
}

/** For every x: the square root of `min over q of (x - q)^2 + squares[q]`. */
function envelopeRow(
  squares: Float64Array,
  apex: Int32Array,
  boundary: Float64Array,
  distances: Float32Array,
): void {
  let parabolas = 0;
  for (let q = 0; q < squares.length; q++) {
    const height = squares[q]!;
    if (height === Infinity) continue;
    let crossing = -Infinity;
    while (parabolas > 0) {
      const p = apex[parabolas - 1]!;
      crossing = (height + q * q - squares[p]! - p * p) / (2 * (q - p));
      if (crossing > boundary[parabolas - 1]!) break;
      parabolas--;
    }
    if (parabolas === 0) crossing = -Infinity;
    apex[parabolas] = q;
    boundary[parabolas] = crossing;
    parabolas++;
  }
  if (parabolas === 0) return;
  boundary[parabolas] = Infinity;
  for (let x = 0, k = 0; x < squares.length; x++) {
    while (boundary[k + 1]! < x) k++;
    distances[x] = Math.sqrt((x - apex[k]!) ** 2 + squares[apex[k]!]!);
  }
}
