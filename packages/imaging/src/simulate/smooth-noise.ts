import { createPlane, type Plane } from '../analysis/plane.js';
import type { Random } from '../random.js';

/** Standard deviation that cubic B-spline interpolation leaves of unit noise: the integral of its square, 151/315. */
const REMAINING = 151 / 315;

/**
 * Random hills and valleys of about `scale` pixels: normal numbers on a coarse lattice, interpolated by cubic B-splines.
 * Mean 0 and standard deviation 1 over many pictures.
 */
export function smoothNoise(random: Random, width: number, height: number, scale: number): Plane {
  const columns = Math.floor(width / scale) + 4;
  const rows = Math.floor(height / scale) + 4;
  const lattice = new Float32Array(columns * rows);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random.normal() / REMAINING;
  const across = splineWeights(width, scale);
  const down = splineWeights(height, scale);

  const stretched = new Float32Array(width * rows);
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < width; x++) {
      const at = row * columns + Math.floor(x / scale);
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += across[4 * x + k]! * lattice[at + k]!;
      stretched[row * width + x] = sum;
    }
  }
  const noise = createPlane(width, height);
  for (let y = 0; y < height; y++) {
    const first = Math.floor(y / scale) * width;
    const [a, b, c, d] = [down[4 * y]!, down[4 * y + 1]!, down[4 * y + 2]!, down[4 * y + 3]!];
    for (let x = 0; x < width; x++) {
      const at = first + x;
      noise.data[y * width + x] =
        a * stretched[at]! +
        b * stretched[at + width]! +
        c * stretched[at + 2 * width]! +
        d * stretched[at + 3 * width]!;
    }
  }
  return noise;
}

/** Four weights for every position of an axis. */
function splineWeights(length: number, scale: number): Float64Array {
  const weights = new Float64Array(4 * length);
  for (let i = 0; i < length; i++) {
    const t = i / scale - Math.floor(i / scale);
    weights[4 * i] = (1 - t) ** 3 / 6;
    weights[4 * i + 1] = (3 * t ** 3 - 6 * t ** 2 + 4) / 6;
    weights[4 * i + 2] = (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6;
    weights[4 * i + 3] = t ** 3 / 6;
  }
  return weights;
}
